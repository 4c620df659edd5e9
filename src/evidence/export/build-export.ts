import { AppError } from '../../core/index.ts';
import { playbackOf } from '../../footage/index.ts';
import { contentOf } from '../bundle/bundle-content.ts';
import { sumsOf } from '../bundle/sums.ts';
import { clipSizeBytes, type ReadOriginal } from '../clip/clip-content.ts';
import { type Clip, joinedClips } from '../clip/joined-clips.ts';
import type { Export, ExportId } from '../export.ts';
import { paperOf, sumsName } from '../papers/papers.ts';
import type { BuildDeps } from './build-deps.ts';
import type { ReadFile } from './export-repository.ts';
import { endBuilding } from './ordered-export.ts';
import { type ExportPlan, type ExportSubject, planExport } from './plan-export.ts';
import { readIndexes, readPicture } from './read-beside.ts';
import { isGivenUp, type Reading, readOriginal } from './read-original.ts';
import { releaseExport } from './release-export.ts';
import { sealedPlan } from './sealed-plan.ts';
import { recordsOfExport, sealedForExport } from './sealing.ts';
import { takenOf } from './taken.ts';
import { writePapers } from './write-papers.ts';

/**
 * Builds an export: plans it, reads every original once and every clip once, and writes the papers. Sums are stored
 * file by file, so that an interrupted build resumes; when the export is cancelled, or the request opens nothing any
 * more, it stops after the file at hand. Memory: a chunk of an original, or a GOP.
 *
 * Errors: `unavailable` of catalogue and store: try again, at last with `isLastTry`, which gives up originals that a
 * healthy store cannot return. Any other error ends the export as `failed`.
 */
export async function buildExport(
  deps: BuildDeps,
  id: ExportId,
  { isLastTry }: Pick<Reading, 'isLastTry'> = { isLastTry: false },
): Promise<'done' | 'skipped'> {
  const found = await deps.exports.byId(id);
  if (found?.state !== 'building') return 'skipped';
  try {
    return (await build(deps, found, { store: deps.store, isLastTry })) ? 'done' : 'skipped';
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unavailable') throw error;
    const failure = error instanceof AppError ? error.code : 'internal';
    deps.log.error({ err: error, exportId: id }, 'an export failed');
    await deps.exports.settle(id, { state: 'failed', failure, atMs: deps.clock.nowMs() });
    return 'done';
  }
}

/** Answers whether it was still building at each step. */
async function build(deps: BuildDeps, found: Export, reading: Reading): Promise<boolean> {
  if (!(await isWanted(deps, found))) return false;
  const request = await deps.requestOf(found.requestId);
  const subject = takenOf(request, found.choice);
  const plan = await planned(deps, found, subject);
  if (!plan) return false;
  const read = new Map((await deps.exports.filesRead(found.id)).map((file) => [file.name, file]));
  if (!read.has(sumsName)) {
    if (!(await readFiles(deps, found, { reading, plan, subject, read }))) return false;
    const built = { request, subject, plan, files: [...read.values()], isLastTry: reading.isLastTry };
    if (!(await writePapers(deps, found, built))) return false;
  }
  return releaseExport(deps, found);
}

interface FilesToRead {
  readonly reading: Reading;
  readonly plan: ExportPlan;
  readonly subject: ExportSubject;
  /** Grows. */
  readonly read: Map<string, ReadFile>;
}

/** Reads what is not read yet, and keeps the sums of each file. */
async function readFiles(
  deps: BuildDeps,
  found: Export,
  { reading, plan, subject, read }: FilesToRead,
): Promise<boolean> {
  const readAll = async (files: readonly PlannedFile[], atOnce = 1) => {
    const left = files.filter(([name]) => !read.has(name));
    for (let at = 0; at < left.length; at += atOnce) {
      if (!(await isWanted(deps, found))) return false;
      const some: ReadFile[] = [];
      for (const [, readFile] of left.slice(at, at + atOnce)) some.push(...((await readFile()) ?? []));
      for (const file of some) read.set(file.name, file);
      if (!(await deps.exports.keepFiles(found.id, some))) return false;
    }
    return isWanted(deps, found);
  };
  const { indexes = [], pictures = [] } = plan.sealed ?? {};
  return (
    (await readAll(
      plan.originals.map((each) => [each.name, async () => [await readOriginal(reading, each)]]),
    )) &&
    (await readAll(
      indexes.map((each) => [each.name, async () => [await readIndexes(reading, each, plan)]]),
    )) &&
    (await readAll(
      pictures.map((each) => [each.name, () => readPicture(reading, each, plan)]),
      picturesAtOnce,
    )) &&
    readAll(
      (found.choice.clips ? clipsOf(plan, subject, read) : []).map(([name, clip]) => [
        name,
        async () => [await readClip(reading, name, clip)],
      ]),
    )
  );
}

/** Its name, and how it is read; nothing of a file that is left out. */
type PlannedFile = readonly [name: string, read: () => Promise<readonly ReadFile[]>];

/** Kept in one transaction. */
const picturesAtOnce = 50;

/** Whether the request still opens this footage. If not, the service cancels the export. */
async function isWanted({ exports, isLive, clock }: BuildDeps, found: Export): Promise<boolean> {
  if (await isLive(found.requestId)) return true;
  await endBuilding(exports, { nowMs: clock.nowMs() }, found, 'request-ended');
  return false;
}

/** The plan, fixed with the records that prove what it takes; without records where an earlier version left some out. */
async function planned(
  deps: BuildDeps,
  found: Export,
  subject: ExportSubject,
): Promise<ExportPlan | undefined> {
  const { exports, footage, clock } = deps;
  const kept = await exports.plan(found.id);
  if (kept) return kept;
  const attested = await sealedForExport(deps, found, subject);
  const { choice } = found;
  const plan = await planExport(footage, subject, { nowMs: clock.nowMs(), clips: choice.clips });
  const records = attested && (await recordsOfExport(deps, attested.log, { found, subject, plan }));
  if (!records) return (await exports.keepPlan(found.id, plan, [])) ? plan : undefined;
  const sealed = sealedPlan(plan, records, choice);
  const files = await Promise.all([...records.files, ...attested.files].map(paperOf));
  return (await exports.keepPlan(found.id, sealed, files)) ? sealed : undefined;
}

/** Clips of unaltered originals only: a clip shows nothing that was not verified. */
function clipsOf(
  { cameras, originals, clipOriginMs }: ExportPlan,
  { range }: ExportSubject,
  read: ReadonlyMap<string, ReadFile>,
): [name: string, clip: Clip][] {
  const inits = new Map<string, string>();
  for (const { name, segment } of originals) {
    const { fault, initSha256 } = read.get(name) ?? {};
    if (!fault && initSha256 !== undefined) inits.set(segment.id, initSha256);
  }
  return cameras.flatMap(({ id }) => {
    const sound = originals
      .map(({ segment }) => segment)
      .filter((each) => each.cameraId === id && inits.has(each.id));
    const clips = joinedClips(playbackOf(sound, range), {
      originMs: clipOriginMs,
      initOf: (segment) => inits.get(segment.id) ?? '',
    });
    return clips.map((clip, i): [string, Clip] => [`clip/${id}${i === 0 ? '' : `-${i + 1}`}.mp4`, clip]);
  });
}

/** Errors: `original-unreadable` (conflict) when an original that was read before is given up: another export leaves it out. */
async function readClip(reading: Reading, name: string, clip: Clip): Promise<ReadFile> {
  const original: ReadOriginal = (segment, range) => reading.store.get(segment.objectKey, range);
  const read = { original, clipPart: original, beside: noneBeside };
  const source = { kind: 'clip', clip } as const;
  const whole = { offsetBytes: 0, sizeBytes: clipSizeBytes(clip) };
  try {
    return { name, source, ...(await sumsOf(contentOf(source, whole, read))) };
  } catch (error) {
    if (!(await isGivenUp(reading, error))) throw error;
    throw new AppError('conflict', 'original-unreadable', `an original of ${name} cannot be read any more`);
  }
}

const noneBeside = (): Promise<never> =>
  Promise.reject(new AppError('internal', 'clip-of-footage', 'a clip is made of originals alone'));
