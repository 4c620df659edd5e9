export {
  type CameraImport,
  type CameraImports,
  type ImportRow,
  keepSealedMs,
  largestFileBytes,
  mostRows,
  type RowState,
  secretsForgotten,
} from './camera-import.ts';
export { type Cells, type Column, columns } from './columns.ts';
export type { CsvRecord, CsvTable, ReadCsv } from './csv-table.ts';
export { cellsOfRow, dryRun, judgeRow, textRows } from './dry-run.ts';
export type { RowFault } from './row-form.ts';
export type { WardNow } from './row-plan.ts';
export { type ImportDeps, runImport } from './run-import.ts';
export { exportCameras, importTemplate } from './template.ts';
