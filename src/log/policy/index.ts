export { parseLogPolicy } from './parse-policy.ts';
export { fillsQuorum, type LogPolicy, otherLogs, type PolicyParty, type Quorum } from './policy.ts';
