import type { Sealer } from '../../camera/index.ts';
import { formatInstant } from '../../core/index.ts';
import { type CameraImport, cellsOfRow, type ImportRow } from '../../enrolment/index.ts';
import type { ImportJson, ImportRowJson } from './import-schemas.ts';

export function importJson(about: CameraImport, rows: readonly ImportRow[], sealer: Sealer): ImportJson {
  const counts = { new: 0, amend: 0, known: 0, bad: 0, done: 0, failed: 0 };
  for (const { state } of rows) counts[state] += 1;
  return {
    id: about.id,
    createdAt: formatInstant(about.createdAtMs),
    ...(about.startedAtMs === undefined ? {} : { startedAt: formatInstant(about.startedAtMs) }),
    ...(about.finishedAtMs === undefined ? {} : { finishedAt: formatInstant(about.finishedAtMs) }),
    counts,
    rows: rows.map((row) => importRowJson(row, sealer)),
  };
}

/** It tells whether there is a sealed password, and never the password. */
export function importRowJson(row: ImportRow, sealer: Sealer): ImportRowJson {
  const { line, state, cells, faults, cameraId } = row;
  return {
    line,
    state,
    cells,
    faults: faults.map((fault) => ({ ...fault })),
    hasPassword: cellsOfRow(row, sealer).password !== undefined,
    ...(state === 'done' ? { cameraId } : {}),
  };
}
