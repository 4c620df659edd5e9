import type { SiteId } from '../../core/index.ts';
import {
  createImport,
  exportCameras,
  importOf,
  importTemplate,
  maxImportFileBytes,
  maxRows,
  mendableRow,
  mendableRows,
  mendRows,
  readColumns,
  startImport,
  stopImport,
} from '../../enrolment/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { parsedBody } from '../http/body.ts';
import { attachedText, csv, downloads } from '../http/download.ts';
import { tableTypes, uploadOf } from '../http/upload.ts';
import { answersBytes, answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { importJson, importRowJson } from './import-json.ts';
import {
  cameraImport,
  cameraImportOptions,
  importRow,
  importRows,
  mendedRow,
  mendedRows,
  newCameraImport,
  readFile,
} from './import-schemas.ts';

export type ImportRouteDeps = Pick<
  ApiDeps,
  | 'cameras'
  | 'imports'
  | 'importSealer'
  | 'networks'
  | 'fromVn2000'
  | 'readTable'
  | 'jobs'
  | 'clock'
  | 'settings'
>;

export const importRoutes = (deps: ImportRouteDeps): Route[] => [
  {
    method: 'get',
    path: '/api/cameras.csv',
    allow: 'manage-cameras',
    operation: 'exportCameras',
    summary: 'All cameras in the format of an import, without credentials and contributors.',
    answers: answersBytes(csv, downloads),
    handle: async () => {
      const text = exportCameras(await deps.cameras.list(), await deps.cameras.neighbourhoods());
      return attachedText(csv, 'cameras.csv', text);
    },
  },
  {
    method: 'get',
    path: '/api/imports/template.csv',
    allow: 'manage-cameras',
    operation: 'getImportTemplate',
    summary: 'The file to fill in, with an example.',
    answers: answersBytes(csv, downloads),
    handle: async () => attachedText(csv, 'import.csv', importTemplate()),
  },
  {
    method: 'post',
    path: '/api/imports',
    allow: 'manage-cameras',
    operation: 'createImport',
    summary:
      'Reads a CSV or .xlsx of cameras (10 MB, 2000 rows) and answers its plan for each row; changes nothing.',
    query: cameraImportOptions,
    upload: { types: tableTypes, maxBytes: maxImportFileBytes },
    answers: answersJson(newCameraImport, 201),
    handle: (call) => create(deps, call),
  },
  {
    method: 'post',
    path: '/api/imports/columns',
    allow: 'manage-cameras',
    operation: 'readImportColumns',
    summary: 'How the columns of a CSV or .xlsx of cameras are read; keeps nothing.',
    upload: { types: tableTypes, maxBytes: maxImportFileBytes },
    answers: answersJson(readFile),
    handle: async ({ body }) => {
      const table = await deps.readTable(uploadOf(body), maxRows);
      return json({ rows: table.records.length, columns: readColumns(table) });
    },
  },
  {
    method: 'get',
    path: '/api/imports/:id',
    allow: 'manage-cameras',
    operation: 'getImport',
    summary: 'An import: its rows and their progress.',
    answers: answersJson(cameraImport),
    handle: async ({ params }) => {
      const { about, rows } = await importOf(deps.imports, params.id);
      return json(importJson(about, rows, deps.importSealer));
    },
  },
  {
    method: 'patch',
    path: '/api/imports/:id/rows/:line',
    allow: 'manage-cameras',
    operation: 'mendImportRow',
    summary: 'Corrects cells of a row that is not done; an empty cell is removed.',
    body: mendedRow,
    answers: answersJson(importRow),
    handle: (call) => mend(deps, call),
  },
  {
    method: 'patch',
    path: '/api/imports/:id/rows',
    allow: 'manage-cameras',
    operation: 'mendImportRows',
    summary: 'Puts the same cells into several rows, all or none; an empty cell is removed.',
    body: mendedRows,
    answers: answersJson(importRows),
    handle: (call) => mendMany(deps, call),
  },
  {
    method: 'post',
    path: '/api/imports/:id/run',
    allow: 'manage-cameras',
    operation: 'runImport',
    summary: 'Runs the valid rows, and retries the failed ones.',
    answers: answersJson(cameraImport, 202),
    handle: ({ params }) => run(deps, params.id),
  },
  {
    method: 'delete',
    path: '/api/imports/:id/run',
    allow: 'manage-cameras',
    operation: 'stopImport',
    summary: 'Stops an import after the rows in progress; the others stay unchanged.',
    answers: answersJson(cameraImport),
    handle: ({ params }) => stop(deps, params.id),
  },
];

/** `siteId`: that of the import, or ours for a new one. */
export const toolsOf = (
  { imports, importSealer, networks, fromVn2000, clock, settings }: ImportRouteDeps,
  siteId: SiteId = settings.site,
) => ({
  imports,
  importSealer,
  networks,
  fromVn2000,
  clock,
  siteId,
  timeZone: settings.timeZone,
});

async function create(deps: ImportRouteDeps, { body, query, user }: UserCall): Promise<Reply> {
  const content = uploadOf(body);
  const { about, rows, grid } = await createImport(toolsOf(deps), {
    content,
    table: await deps.readTable(content, maxRows),
    zoneId: query.zone,
    columns: query.columns,
    mayCreateNeighbourhoods: query.createNeighbourhoods === 'true',
    createdBy: user.id,
  });
  return json({ ...importJson(about, rows, deps.importSealer), ...(grid && { grid: { ...grid } }) }, 201);
}

async function mend(deps: ImportRouteDeps, { params, body }: UserCall): Promise<Reply> {
  const found = await importOf(deps.imports, params.id);
  const row = mendableRow(found, params.line);
  const { cells } = parsedBody(mendedRow, body);
  const [mended = row] = await mendRows(toolsOf(deps, found.about.siteId), found.about, [row], cells);
  return json(importRowJson(mended, deps.importSealer));
}

async function mendMany(deps: ImportRouteDeps, { params, body }: UserCall): Promise<Reply> {
  const found = await importOf(deps.imports, params.id);
  const { lines, cells } = parsedBody(mendedRows, body);
  const rows = mendableRows(found, lines);
  const mended = await mendRows(toolsOf(deps, found.about.siteId), found.about, rows, cells);
  return json({ rows: mended.map((row) => importRowJson(row, deps.importSealer)) });
}

async function run(deps: ImportRouteDeps, id: string | undefined): Promise<Reply> {
  const { about, rows } = await importOf(deps.imports, id);
  const running = await startImport(deps, about, (importId) =>
    deps.jobs.add('import-cameras', { siteId: about.siteId, importId }),
  );
  return json(importJson(running, rows, deps.importSealer), 202);
}

async function stop(deps: ImportRouteDeps, id: string | undefined): Promise<Reply> {
  const { about, rows } = await importOf(deps.imports, id);
  return json(importJson(await stopImport(deps, about), rows, deps.importSealer));
}
