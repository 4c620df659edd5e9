import type { Sealer } from '../../camera/index.ts';
import {
  AppError,
  type CameraNetworks,
  type Clock,
  type CsvTable,
  type ImportId,
  isId,
  type Log,
  newId,
  notFound,
  type SiteId,
  sha256Hex,
  type UserId,
} from '../../core/index.ts';
import type { FromVn2000 } from '../../places/index.ts';
import {
  type CameraImport,
  type CameraImportRepository,
  type ImportRow,
  keepSealedMs,
} from './camera-import.ts';
import type { Cells } from './columns.ts';
import { cellsOfRow, dryRun, judgeRow, type TextRow, textRows } from './dry-run.ts';
import { type DegreesTable, degreesOf } from './grid-columns.ts';
import { chosenColumns } from './read-columns.ts';

export interface ImportTools {
  readonly imports: CameraImportRepository;
  /** Of what rows hold that must not be kept in clear. */
  readonly importSealer: Sealer;
  readonly networks: CameraNetworks;
  readonly fromVn2000: FromVn2000;
  readonly clock: Clock;
  readonly siteId: SiteId;
  /** Whose day a notice is posted on. */
  readonly timeZone: string;
}

/** An import and its rows, as they are. */
export interface KeptImport {
  readonly about: CameraImport;
  readonly rows: readonly ImportRow[];
}

/** The import that a caller names: anybody's text. Errors: `import-not-found`. */
export async function importOf(imports: CameraImportRepository, named = ''): Promise<KeptImport> {
  const found = isId('import', named) ? await imports.get(named) : undefined;
  if (!found) throw notFound('import-not-found', 'There is no such import.');
  return found;
}

/** A file of cameras as somebody brings it. */
export interface GivenFile {
  readonly content: Uint8Array;
  readonly table: CsvTable;
  /** The zone of VN-2000, for positions in metres. */
  readonly zoneId?: string | undefined;
  /** What a person chose for its columns, as `chosenColumns` takes it. */
  readonly columns?: string | undefined;
  readonly mayCreateNeighbourhoods: boolean;
  readonly createdBy: UserId;
}

/** Keeps a file with what would be done with each row; changes nothing else. Errors: those of `chosenColumns`, `degreesOf` and `textRows`. */
export async function createImport(
  tools: ImportTools,
  { content, table, zoneId, columns, mayCreateNeighbourhoods, createdBy }: GivenFile,
): Promise<KeptImport & Pick<DegreesTable, 'grid'>> {
  const { fromVn2000 } = tools;
  const { table: inDegrees, grid } = degreesOf(chosenColumns(table, columns), { fromVn2000, zoneId });
  const about = { fileSha256: sha256Hex(content), mayCreateNeighbourhoods, createdBy };
  return { ...(await keepImport(tools, textRows(inDegrees), about)), ...(grid && { grid }) };
}

/** Keeps rows with what would be done with each, for a person to see. */
export async function keepImport(
  tools: ImportTools,
  rows: readonly TextRow[],
  given: Pick<CameraImport, 'fileSha256' | 'mayCreateNeighbourhoods' | 'createdBy'>,
): Promise<KeptImport> {
  const { imports, clock, siteId } = tools;
  const ward = await imports.wardNow(siteId, given.mayCreateNeighbourhoods);
  const createdAtMs = clock.nowMs();
  const about = { id: newId('import', createdAtMs), siteId, createdAtMs, ...given };
  const judged = dryRun(rows, ward, judging(tools));
  await imports.create(about, judged);
  return { about, rows: judged };
}

const judging = ({ importSealer: sealer, networks, clock, timeZone }: ImportTools) => ({
  sealer,
  networks,
  nowMs: clock.nowMs(),
  timeZone,
});

const isRunning = ({ startedAtMs, finishedAtMs }: CameraImport): boolean =>
  startedAtMs !== undefined && finishedAtMs === undefined;

/**
 * The row of that line, which may be mended. Errors: `import-row-not-found`; `import-running`, `import-row-done`
 * (conflict).
 */
export function mendableRow({ about, rows }: KeptImport, line: string | undefined): ImportRow {
  const row = rows.find((each) => String(each.line) === line);
  if (!row) throw notFound('import-row-not-found', 'The import has no such row.');
  if (isRunning(about))
    throw new AppError('conflict', 'import-running', 'The import runs; wait until it has ended.');
  if (row.state === 'done') throw new AppError('conflict', 'import-row-done', 'The row is done already.');
  return row;
}

/** The rows of those lines, each once. Errors: those of `mendableRow`. */
export const mendableRows = (kept: KeptImport, lines: readonly number[]): ImportRow[] =>
  [...new Set(lines)].map((line) => mendableRow(kept, String(line)));

/** Puts the same text into cells of rows, all or none, and judges each row again; an empty cell is removed. */
export async function mendRows(
  tools: ImportTools,
  { id, mayCreateNeighbourhoods }: CameraImport,
  rows: readonly ImportRow[],
  cells: Cells,
): Promise<ImportRow[]> {
  const ward = await tools.imports.wardNow(tools.siteId, mayCreateNeighbourhoods);
  const by = judging(tools);
  const mended = rows.map((row) => judgeRow(mendedText(row, cells, tools.importSealer), ward, by).row);
  await tools.imports.keepRows(id, mended);
  return mended;
}

function mendedText(row: ImportRow, cells: Cells, sealer: Sealer): TextRow {
  const trimmed = Object.entries(cells).map(([column, text]) => [column, (text ?? '').trim()] as const);
  const mended = { ...cellsOfRow(row, sealer), ...Object.fromEntries(trimmed) };
  const filled = Object.fromEntries(Object.entries(mended).filter(([, cell]) => cell !== ''));
  return { line: row.line, cameraId: row.cameraId, cells: filled };
}

/** Has an import done: `queue` brings it to a worker. Errors: those of `queue`; then it does not run. */
export async function startImport(
  { imports, clock }: Pick<ImportTools, 'imports' | 'clock'>,
  { finishedAtMs: _before, ...about }: CameraImport,
  queue: (id: ImportId) => Promise<void>,
): Promise<CameraImport> {
  const nowMs = clock.nowMs();
  await imports.start(about.id, nowMs);
  try {
    await queue(about.id);
  } catch (error) {
    await imports.finish(about.id, nowMs);
    throw error;
  }
  return { ...about, startedAtMs: nowMs };
}

/** Stops an import after the rows that are under way; one that does not run stays as it is. */
export async function stopImport(
  { imports, clock }: Pick<ImportTools, 'imports' | 'clock'>,
  about: CameraImport,
): Promise<CameraImport> {
  if (!isRunning(about)) return about;
  const finishedAtMs = clock.nowMs();
  await imports.finish(about.id, finishedAtMs);
  return { ...about, finishedAtMs };
}

/** Forgets what rows keep sealed for a person who does not come back to them. */
export async function forgetImportSecrets(
  imports: Pick<CameraImportRepository, 'forgetSecrets'>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<void> {
  const rows = await imports.forgetSecrets(clock.nowMs() - keepSealedMs);
  if (rows > 0) log.info({ rows }, 'deleted the sealed values of old imports');
}
