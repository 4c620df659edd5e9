import {
  type CameraImport,
  cellsOfRow,
  dryRun,
  exportCameras,
  type ImportRow,
  importTemplate,
  judgeRow,
  largestFileBytes,
  mostRows,
  textRows,
} from '../../camera/index.ts';
import { AppError, isId, newId, notFound, sha256Hex } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../http/body.ts';
import { uploadOf } from '../http/upload.ts';
import { answersBytes, answersJson, bytes, json, type Reply, type Route, type UserCall } from '../route.ts';
import { importJson, importRowJson } from './import-json.ts';
import { cameraImport, importOptions, importRow, mendedRow } from './import-schemas.ts';

const csv = 'text/csv; charset=utf-8';
const disposition = 'Content-Disposition';
const download = { [disposition]: 'A file name to save it under.' };

export const importRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/cameras.csv',
    allow: 'manage-cameras',
    operation: 'exportCameras',
    summary: 'All cameras as an import reads them, without credentials and without who paid.',
    answers: answersBytes(csv, download),
    handle: async () => {
      const text = exportCameras(await deps.cameras.list(), await deps.cameras.neighbourhoods());
      return file('cameras.csv', text);
    },
  },
  {
    method: 'get',
    path: '/api/imports/template.csv',
    allow: 'manage-cameras',
    operation: 'getImportTemplate',
    summary: 'The file to fill in, with an example.',
    answers: answersBytes(csv, download),
    handle: async () => file('import.csv', importTemplate()),
  },
  {
    method: 'post',
    path: '/api/imports',
    allow: 'manage-cameras',
    operation: 'createImport',
    summary:
      'Reads a CSV of cameras (10 MB, 2000 rows) and says what it would do with each row; changes nothing.',
    query: importOptions,
    upload: { types: ['text/csv'], longestBytes: largestFileBytes },
    answers: answersJson(cameraImport, 201),
    handle: (call) => create(deps, call),
  },
  {
    method: 'get',
    path: '/api/imports/:id',
    allow: 'manage-cameras',
    operation: 'getImport',
    summary: 'An import: its rows, and how far they are.',
    answers: answersJson(cameraImport),
    handle: async ({ params }) => {
      const { about, rows } = await importOf(deps, params.id);
      return json(importJson(about, rows, deps.importSealer));
    },
  },
  {
    method: 'patch',
    path: '/api/imports/:id/rows/:line',
    allow: 'manage-cameras',
    operation: 'mendImportRow',
    summary: 'Mends cells of a row that is not done; an empty cell is taken away.',
    body: mendedRow,
    answers: answersJson(importRow),
    handle: (call) => mend(deps, call),
  },
  {
    method: 'post',
    path: '/api/imports/:id/run',
    allow: 'manage-cameras',
    operation: 'runImport',
    summary: 'Does the rows that can be done, and those that failed once more.',
    answers: answersJson(cameraImport, 202),
    handle: ({ params }) => run(deps, params.id),
  },
  {
    method: 'delete',
    path: '/api/imports/:id/run',
    allow: 'manage-cameras',
    operation: 'stopImport',
    summary: 'Stops an import after the rows that are under way; the others stay as they are.',
    answers: answersJson(cameraImport),
    handle: ({ params }) => stop(deps, params.id),
  },
];

const file = (name: string, text: string): Reply =>
  bytes(csv, Buffer.from(text), { [disposition]: `attachment; filename="${name}"` });

async function importOf({ imports }: ApiDeps, id = ''): Promise<{ about: CameraImport; rows: ImportRow[] }> {
  const found = isId('import', id) ? await imports.get(id) : undefined;
  if (!found) throw notFound('import-not-found', 'There is no such import.');
  return found;
}

async function create(deps: ApiDeps, { body, query, user }: UserCall): Promise<Reply> {
  const { imports, readCsv, importSealer, clock, settings } = deps;
  const content = uploadOf(body);
  const rows = textRows(readCsv(content, mostRows));
  const mayCreateNeighbourhoods = query.createNeighbourhoods === 'true';
  const ward = await imports.wardNow(settings.site, mayCreateNeighbourhoods);
  const nowMs = clock.nowMs();
  const about: CameraImport = {
    id: newId('import', nowMs),
    siteId: settings.site,
    fileSha256: sha256Hex(content),
    mayCreateNeighbourhoods,
    createdBy: user.id,
    createdAtMs: nowMs,
  };
  const judged = dryRun(rows, ward, { sealer: importSealer, nowMs, timeZone: settings.timeZone });
  await imports.create(about, judged);
  return json(importJson(about, judged, importSealer), 201);
}

async function mend(deps: ApiDeps, { params, body }: UserCall): Promise<Reply> {
  const { imports, importSealer: sealer, clock, settings } = deps;
  const { about, rows } = await importOf(deps, params.id);
  const row = rows.find(({ line }) => String(line) === params.line);
  if (!row) throw notFound('import-row-not-found', 'The import has no such row.');
  if (about.startedAtMs !== undefined && about.finishedAtMs === undefined) {
    throw new AppError('conflict', 'import-running', 'The import runs; wait until it has ended.');
  }
  if (row.state === 'done') throw new AppError('conflict', 'import-row-done', 'The row is done already.');
  const { cells } = bodyOf(mendedRow, body);
  const trimmed = Object.entries(cells).map(([column, text]) => [column, (text ?? '').trim()] as const);
  const mended = { ...cellsOfRow(row, sealer), ...Object.fromEntries(trimmed) };
  const text = {
    line: row.line,
    cameraId: row.cameraId,
    cells: Object.fromEntries(Object.entries(mended).filter(([, cell]) => cell !== '')),
  };
  const ward = await imports.wardNow(settings.site, about.mayCreateNeighbourhoods);
  const { row: judged } = judgeRow(text, ward, {
    sealer,
    nowMs: clock.nowMs(),
    timeZone: settings.timeZone,
  });
  await imports.keepRow(about.id, judged);
  return json(importRowJson(judged, sealer));
}

async function run(deps: ApiDeps, id: string | undefined): Promise<Reply> {
  const { about, rows } = await importOf(deps, id);
  const nowMs = deps.clock.nowMs();
  await deps.imports.start(about.id, nowMs);
  try {
    await deps.jobs.add('import-cameras', { siteId: deps.settings.site, importId: about.id });
  } catch (error) {
    await deps.imports.finish(about.id, nowMs);
    throw error;
  }
  const { finishedAtMs: _before, ...running } = about;
  return json(importJson({ ...running, startedAtMs: nowMs }, rows, deps.importSealer), 202);
}

async function stop(deps: ApiDeps, id: string | undefined): Promise<Reply> {
  const { about, rows } = await importOf(deps, id);
  const isRunning = about.startedAtMs !== undefined && about.finishedAtMs === undefined;
  if (!isRunning) return json(importJson(about, rows, deps.importSealer));
  const finishedAtMs = deps.clock.nowMs();
  await deps.imports.finish(about.id, finishedAtMs);
  return json(importJson({ ...about, finishedAtMs }, rows, deps.importSealer));
}
