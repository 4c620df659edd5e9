import { readCsv } from '../adapters/csv/read-csv.ts';
import { answerTask } from '../adapters/threads/answer-task.ts';
import { parseWardMap } from '../places/index.ts';

/** What a thread reads: a file as it was uploaded. */
export type UploadTask =
  | { readonly kind: 'table'; readonly bytes: Uint8Array; readonly maxRecords: number }
  | { readonly kind: 'ward-map'; readonly bytes: Uint8Array };

await answerTask((task: UploadTask) =>
  task.kind === 'table' ? readCsv(task.bytes, task.maxRecords) : parseWardMap(task.bytes),
);
