export { parseLogPolicy } from './parse-policy.ts';
export { fillsQuorum, type LogPolicy, type PolicyParty, type Quorum } from './policy.ts';
