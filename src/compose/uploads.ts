import { extname } from 'node:path';
import { fromVn2000 } from '../adapters/proj4/from-vn2000.ts';
import { boundedThreads } from '../adapters/threads/bounded-thread.ts';
import type { ReadTable } from '../core/index.ts';
import type { FromVn2000, ReadWardMap } from '../places/index.ts';
import type { UploadTask } from './upload-thread.ts';

export interface UploadReaders {
  readonly readTable: ReadTable;
  readonly readWardMap: ReadWardMap;
  readonly fromVn2000: FromVn2000;
}

/** The largest file that is taken is read in about a second. */
const bounds = { maxHeapMb: 512, maxMs: 20_000, atOnce: 2 };

/** Reads uploads in threads: no call waits for the file of another. */
export function composeUploads(): UploadReaders {
  const entry = new URL(`./upload-thread${extname(import.meta.url)}`, import.meta.url);
  const run = boundedThreads(entry, bounds);
  const read = <T>(task: UploadTask) => run<T>(task);
  return {
    readTable: (bytes, maxRecords) => read({ kind: 'table', bytes, maxRecords }),
    readWardMap: (bytes, zoneId) => read({ kind: 'ward-map', bytes, zoneId }),
    fromVn2000,
  };
}
