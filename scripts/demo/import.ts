import type { CameraImport } from '../../src/client/index.ts';
import type { CameraFacts } from '../ward/index.ts';
import type { ApiClient } from './api-client.ts';
import { badCameraCsv, cameraCsv } from './camera-csv.ts';
import type { EnrolledCamera } from './enrol.ts';
import { until } from './until.ts';

export interface ImportedCameras {
  readonly cameras: readonly EnrolledCamera[];
  /** Number of rows done, each time that it grew. */
  readonly progress: readonly number[];
}

/** Enrols cameras from a CSV: a dry run, then the import, with its progress. */
export async function importCameras(
  technician: ApiClient,
  cameras: readonly CameraFacts[],
): Promise<ImportedCameras> {
  const read = await dryRun(technician, cameraCsv(cameras));
  if (read.counts.new !== cameras.length) throw new Error(`the file is not as expected: ${faultsOf(read)}`);
  await technician.api.runImport({ id: read.id });
  const progress: number[] = [];
  const done = await until(
    async () => {
      const now = await technician.api.getImport({ id: read.id });
      if (now.counts.done !== progress.at(-1)) progress.push(now.counts.done);
      return now.finishedAt === undefined ? undefined : now;
    },
    { what: 'the import', withinMs: 60_000, everyMs: 50 },
  );
  return { cameras: enrolledOf(done, cameras), progress };
}

export interface RefusedRow {
  readonly line: number;
  readonly columns: readonly string[];
}

/**
 * Returns the rows that a dry run refused: each mistake at its line and column. Throws when they differ from
 * the mistakes made. Nothing is registered.
 */
export async function refuseMistakes(technician: ApiClient, camera: CameraFacts): Promise<RefusedRow[]> {
  const { csv, mistakes } = badCameraCsv(camera);
  const { rows } = await dryRun(technician, csv);
  const refused = rows
    .filter(({ state }) => state === 'bad')
    .map(({ line, faults }) => ({ line, columns: faults.map(({ column = 'row' }) => column) }));
  const expected = mistakes.map(({ line, column }) => ({ line, columns: [column] }));
  if (JSON.stringify(refused) !== JSON.stringify(expected))
    throw new Error(`the dry run names ${JSON.stringify(refused)}, not ${JSON.stringify(expected)}`);
  return refused;
}

const dryRun = ({ api }: ApiClient, csv: string): Promise<CameraImport> =>
  api.createImport({}, new Blob([csv], { type: 'text/csv' }));

function enrolledOf(done: CameraImport, cameras: readonly CameraFacts[]): EnrolledCamera[] {
  return done.rows.map(({ cameraId, cells }) => {
    const facts = cameras.find(({ name }) => name === cells.name);
    if (cameraId === undefined || !facts) throw new Error(`not imported: ${faultsOf(done)}`);
    return { id: cameraId, facts };
  });
}

const faultsOf = ({ rows }: CameraImport): string =>
  rows
    .flatMap(({ line, faults }) => faults.map(({ column, code }) => `line ${line} ${column ?? ''} ${code}`))
    .join(', ');
