import type { NoticeRepository, RegisteredCamera, Sealer } from '../../camera/index.ts';
import { calendarDayOf, changeCamera, recordNotice } from '../../camera/index.ts';
import { type ContributionRepository, keepContributor } from '../../contributor/index.ts';
import { AppError, type ContributorId, type ImportId, isCatalogueAway, newId } from '../../core/index.ts';
import type { ActingUser } from '../../custody/index.ts';
import { type EnrolmentDeps, enrolCamera } from '../enrolment.ts';
import type { CameraImport, CameraImportRepository, ImportRow } from './camera-import.ts';
import type { Column } from './columns.ts';
import { cellsOfRow } from './dry-run.ts';
import { parseRow, type RowFault, type RowForm } from './row-form.ts';
import { planRow, sameName, type WardNow } from './row-plan.ts';

export interface ImportDeps extends EnrolmentDeps {
  readonly imports: CameraImportRepository;
  readonly notices: NoticeRepository;
  readonly ledger: ContributionRepository;
  readonly sealer: Sealer;
  readonly contributors: Sealer;
}

/** Role of the user who uploaded the file: the one role that may. */
const importingRole = 'technician';

/** Cameras probed at once. */
const atOnce = 8;

/**
 * Does the open rows of an import and stores the outcome of each: an interrupted import resumes where it was; a stopped
 * one ends before the next rows. A row is judged again before it is done, so that done twice, or by two files, it makes
 * one camera. Sealed cells of a row are deleted when it is done.
 *
 * Errors: `unavailable` while the catalogue is: try again. A fault of one row is stored with it.
 */
export async function runImport(deps: ImportDeps, id: ImportId): Promise<'done' | 'skipped'> {
  const found = await deps.imports.get(id);
  if (!found) return 'skipped';
  const due = found.rows.filter(({ state }) => state === 'new' || state === 'amend' || state === 'failed');
  const ward = await deps.imports.wardNow(deps.siteId, found.about.mayCreateNeighbourhoods);
  await createNeighbourhoods(deps, due, ward);
  const complete = await deps.imports.wardNow(deps.siteId, false);
  for (let i = 0; i < due.length; i += atOnce) {
    if (await deps.imports.isFinished(id)) return 'done';
    await all(due.slice(i, i + atOnce).map((row) => keepOutcome(deps, found.about, row, complete)));
  }
  await deps.imports.finish(id, deps.clock.nowMs());
  return 'done';
}

/** Waits for each of them before it throws: no row may be under way when the job ends. */
async function all(tries: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(tries);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

async function createNeighbourhoods(
  deps: ImportDeps,
  rows: readonly ImportRow[],
  ward: WardNow,
): Promise<void> {
  if (!ward.mayCreateNeighbourhoods) return;
  const names = ward.neighbourhoods.map(({ name }) => name);
  for (const { cells } of rows) {
    const { neighbourhood: name } = cells;
    if (name === undefined || names.some((other) => sameName(other, name))) continue;
    names.push(name);
    const neighbourhood = { id: newId('neighbourhood', deps.clock.nowMs()), siteId: deps.siteId, name };
    await deps.cameras.addNeighbourhood(neighbourhood);
  }
}

async function keepOutcome(
  deps: ImportDeps,
  { id, createdBy }: CameraImport,
  row: ImportRow,
  ward: WardNow,
): Promise<void> {
  const faults = await faultsOfDoing(deps, row, { ward, by: { id: createdBy, role: importingRole } });
  const outcome =
    faults.length === 0
      ? ({ state: 'done', sealed: new Uint8Array() } as const)
      : ({ state: 'failed' } as const);
  await deps.imports.keepRows(id, [{ ...row, ...outcome, faults }]);
}

async function faultsOfDoing(
  deps: ImportDeps,
  row: ImportRow,
  during: { readonly ward: WardNow; readonly by: ActingUser },
): Promise<readonly RowFault[]> {
  const today = calendarDayOf(deps.clock.nowMs(), deps.timeZone);
  const { form, faults } = parseRow(cellsOfRow(row, deps.sealer), today);
  if (!form) return faults;
  try {
    return await doRow(deps, row, { form, ...during });
  } catch (error) {
    if (!(error instanceof AppError) || isCatalogueAway(error)) throw error;
    const column = columnOfFailure[error.code];
    return [{ ...(column && { column }), code: error.code, message: error.message }];
  }
}

/** A value that a camera or the catalogue refused is mended in its column; every other failure is tried again as it is. */
const columnOfFailure: Readonly<Record<string, Column>> = {
  'camera-refused-password': 'password',
  'camera-needs-password': 'password',
  'camera-name-taken': 'name',
  'stream-role-missing': 'stream',
};

async function doRow(
  deps: ImportDeps,
  { cameraId }: ImportRow,
  { form, ward, by }: { readonly form: RowForm; readonly ward: WardNow; readonly by: ActingUser },
): Promise<readonly RowFault[]> {
  // Registered by an earlier try that did not live to say so.
  const own = await deps.cameras.get(cameraId);
  const plan = planRow(form, own ? { ...ward, cameras: [own] } : ward);
  if (plan.state === 'bad') return plan.faults;
  if (plan.state === 'new') {
    const { neighbourhoodId } = plan;
    // Made before any row was done; without one the plan is bad.
    if (!neighbourhoodId) return [];
    await enrolCamera(deps, { ...form, source: plan.source, neighbourhoodId }, by, cameraId);
    await keepContributorOf(deps, form, cameraId);
    return [];
  }
  if (plan.state === 'amend') await amend(deps, form, plan.camera, { ward, by });
  await keepContributorOf(deps, form, plan.camera.camera.id);
  return [];
}

/** Existing values stay. */
async function amend(
  deps: ImportDeps,
  { place, streetAddress, landmark, purpose, notice }: RowForm,
  registered: RegisteredCamera,
  { ward: { noticed }, by }: { readonly ward: WardNow; readonly by: ActingUser },
): Promise<void> {
  const { camera } = registered;
  const order = {
    ...(place && !camera.place && { place }),
    ...(streetAddress !== undefined && camera.streetAddress === undefined && { streetAddress }),
    ...(landmark !== undefined && camera.landmark === undefined && { landmark }),
    ...(purpose !== undefined && camera.purpose === undefined && { purpose }),
  };
  const actor = { user: by, nowMs: deps.clock.nowMs() };
  await changeCamera(deps, actor, registered, order);
  if (notice && !noticed.has(camera.id)) await recordNotice(deps.notices, actor, camera.id, notice);
}

/** One per camera by import, under an id that follows from the camera's: a retry adds none. */
async function keepContributorOf(
  deps: ImportDeps,
  { contributor }: RowForm,
  cameraId: ImportRow['cameraId'],
): Promise<void> {
  if (!contributor) return;
  const id = cameraId.replace(/^cam_/, 'con_') as ContributorId;
  await keepContributor(deps, { cameraId, id, nowMs: deps.clock.nowMs() }, contributor);
}
