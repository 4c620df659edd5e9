export { consistencyFile } from './consistency-file.ts';
export { inListedOrder } from './listed-order.ts';
export { type EvdFile, recordFiles, type SealedRecord } from './record-file.ts';
