export { ChainAudit, type LeafPlace } from './chain-audit.ts';
export { type CataloguedCustody, olderCustody, type RecordedCustody } from './custody-audit.ts';
export type { LogFault, LogFinding } from './finding.ts';
export { type CataloguedLog, recheckLog } from './recheck.ts';
