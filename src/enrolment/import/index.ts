export {
  type CameraImport,
  type CameraImportRepository,
  type ImportRow,
  maxImportFileBytes,
  maxRows,
  type RowState,
  secretsForgotten,
} from './camera-import.ts';
export { type Cells, type Column, columns } from './columns.ts';
export { cellsOfRow } from './dry-run.ts';
export { createFoundImport, foundImportForm } from './found-import.ts';
export {
  createImport,
  forgetImportSecrets,
  importOf,
  mendableRow,
  mendableRows,
  mendRows,
  startImport,
  stopImport,
} from './import-acts.ts';
export { columnChoices, type ReadColumn, readColumns } from './read-columns.ts';
export type { RowFault } from './row-form.ts';
export type { WardNow } from './row-plan.ts';
export { type ImportDeps, runImport } from './run-import.ts';
export { exportCameras, exportFound, importTemplate } from './template.ts';
