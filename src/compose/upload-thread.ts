import { readCsv } from '../adapters/csv/read-csv.ts';
import { answerTask } from '../adapters/threads/answer-task.ts';
import { isWorkbook, readXlsx } from '../adapters/xlsx/read-xlsx.ts';
import { parseWardMap } from '../places/index.ts';

/** What a thread reads: a file as it was uploaded. */
export type UploadTask =
  | { readonly kind: 'table'; readonly bytes: Uint8Array; readonly maxRecords: number }
  | { readonly kind: 'ward-map'; readonly bytes: Uint8Array };

await answerTask((task: UploadTask) => (task.kind === 'table' ? tableOf(task) : parseWardMap(task.bytes)));

/** A browser may declare a workbook as CSV: its first bytes tell. */
function tableOf({ bytes, maxRecords }: Extract<UploadTask, { kind: 'table' }>) {
  return isWorkbook(bytes) ? readXlsx(bytes, maxRecords) : readCsv(bytes, maxRecords);
}
