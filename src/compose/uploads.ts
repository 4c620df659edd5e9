import { extname } from 'node:path';
import { boundedThreads } from '../adapters/threads/bounded-thread.ts';
import type { ReadTable } from '../core/index.ts';
import type { ReadWardMap } from '../places/index.ts';
import type { UploadTask } from './upload-thread.ts';

export interface UploadReaders {
  readonly readTable: ReadTable;
  readonly readWardMap: ReadWardMap;
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
    readWardMap: (bytes) => read({ kind: 'ward-map', bytes }),
  };
}
