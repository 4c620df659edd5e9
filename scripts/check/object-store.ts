import { silentLog } from '../../src/core/index.ts';
import { provisionMinio } from '../minio/provision.ts';
import type { Print } from './print.ts';
import { emptyTally, type Tally } from './tally.ts';

/**
 * Finds or builds the MinIO for the object store's suite, before the tests start in parallel. Counts as a
 * failure only when it is required and missing; otherwise the suite itself reports its skip and the reason.
 */
export async function prepareObjectStore(required: boolean, print: Print): Promise<Tally> {
  const log = { ...silentLog, info: (_: object, message: string) => print(message) };
  const supply = await provisionMinio({ log });
  if (supply.kind !== 'none' || !required) return emptyTally();
  print(`FAILED S3 server: ${supply.reason}; ${supply.remedy}`);
  return { ...emptyTally(), failed: 1 };
}
