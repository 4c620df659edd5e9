import { endedCheckpointName, linkRecordsName } from '../../verify/index.ts';
import { type EvdFile, recordFiles } from '../evd/index.ts';
import type { SealedLog } from './sealed-log.ts';

/** Of each log that the newest one continues the last checkpoint, and of each but the first the link. Errors: those of `SealedLog`. */
export async function endedLogFiles(newest: SealedLog): Promise<EvdFile[]> {
  const files: EvdFile[] = [];
  for (let log = newest; log.before; log = log.before) {
    files.push({ path: endedCheckpointName(log.before.number), content: log.before.note });
    files.push(...recordFiles(linkRecordsName(log.number), [await log.link()]));
  }
  return files;
}
