import { readCsv } from '../adapters/csv/read-csv.ts';
import { fromVn2000 } from '../adapters/proj4/from-vn2000.ts';
import { answerTask } from '../adapters/threads/answer-task.ts';
import { isWorkbook, readXlsx } from '../adapters/xlsx/read-xlsx.ts';
import { parseWardMap } from '../places/index.ts';

/** What a thread reads: a file as it was uploaded. */
export type UploadTask =
  | { readonly kind: 'table'; readonly bytes: Uint8Array; readonly maxRecords: number }
  | { readonly kind: 'ward-map'; readonly bytes: Uint8Array; readonly zoneId?: string | undefined };

await answerTask((task: UploadTask) =>
  task.kind === 'table' ? tableOf(task) : parseWardMap(task.bytes, { fromVn2000, zoneId: task.zoneId }),
);

/** A browser may declare a workbook as CSV: its first bytes tell. */
function tableOf({ bytes, maxRecords }: Extract<UploadTask, { kind: 'table' }>) {
  return isWorkbook(bytes) ? readXlsx(bytes, maxRecords) : readCsv(bytes, maxRecords);
}
