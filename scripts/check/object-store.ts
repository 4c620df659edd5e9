import { silentLog } from '../../src/core/index.ts';
import { provisionMinio } from '../minio/provision.ts';
import { emptyTally, type Tally } from './tally.ts';

/**
 * Finds or builds the MinIO that the object store's suite runs against, before the tests start side by side.
 * Counts only when it is required and missing; otherwise the suite itself says that it is skipped, and why.
 */
export async function prepareObjectStore(required: boolean, print: (line: string) => void): Promise<Tally> {
  const log = { ...silentLog, info: (_: object, message: string) => print(message) };
  const supply = await provisionMinio({ log });
  if (supply.kind !== 'none' || !required) return emptyTally();
  print(`FAILED S3 server: ${supply.reason}; ${supply.remedy}`);
  return { ...emptyTally(), failed: 1 };
}
