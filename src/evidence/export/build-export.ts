import { AppError, type Clock, canonicalJson, hullOf, type Log, type RequestId } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import { type FootageRepository, playbackOf } from '../../footage/index.ts';
import type { ObjectStore } from '../../objects/index.ts';
import type { Agency } from '../../print/index.ts';
import { contentOf } from '../bundle/bundle-content.ts';
import { type BundleFile, inOrder, layoutOf, manifestSha256 } from '../bundle/manifest.ts';
import { sumsOf } from '../bundle/sums.ts';
import { clipSizeBytes, type ReadOriginal } from '../clip/clip-content.ts';
import { type Clip, joinedClips } from '../clip/joined-clips.ts';
import type { Export, ExportId } from '../export.ts';
import { isKeptOut, type PaperFacts, type RequestFacts } from '../papers/facts.ts';
import { papersOf } from '../papers/papers.ts';
import type { ExportRepository, ReadFile } from './export-repository.ts';
import { handedOver } from './handed-over.ts';
import { endBuilding } from './ordered-export.ts';
import { type ExportPlan, type ExportSubject, planExport } from './plan-export.ts';
import { isGivenUp, type Reading, readOriginal } from './read-original.ts';

export interface BuildDeps {
  readonly exports: ExportRepository;
  readonly footage: FootageRepository;
  readonly store: ObjectStore;
  /** Loads the facts of a request for the papers, and its subject. */
  readonly requestOf: (id: RequestId) => Promise<RequestFacts & ExportSubject>;
  /** Whether the request opens footage now. */
  readonly isLive: (id: RequestId) => Promise<boolean>;
  /** IANA; of the times that people read. */
  readonly timeZone: string;
  readonly agency: Agency;
  readonly clock: Clock;
  readonly log: Log;
}

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
  const plan = await planned(deps, found.id, request);
  if (!plan) return false;
  const read = new Map((await deps.exports.filesRead(found.id)).map((file) => [file.name, file]));
  const readAll = async (files: readonly (readonly [name: string, readFile: () => Promise<ReadFile>])[]) => {
    for (const [name, readFile] of files.filter(([each]) => !read.has(each))) {
      if (!(await isWanted(deps, found))) return false;
      const file = await readFile();
      read.set(name, file);
      if (!(await deps.exports.keepFile(found.id, file))) return false;
    }
    return isWanted(deps, found);
  };
  const originals = plan.originals.map((each) => [each.name, () => readOriginal(reading, each)] as const);
  if (!(await readAll(originals))) return false;
  const clips = clipsOf(plan, request, read).map(
    ([name, clip]) => [name, () => readClip(reading, name, clip)] as const,
  );
  if (!(await readAll(clips))) return false;
  return finish(deps, found, { request, plan, files: [...read.values()] });
}

/** Whether the request still opens this footage. If not, the service cancels the export. */
async function isWanted({ exports, isLive, clock }: BuildDeps, found: Export): Promise<boolean> {
  if (await isLive(found.requestId)) return true;
  await endBuilding(exports, { nowMs: clock.nowMs() }, found, 'request-ended');
  return false;
}

async function planned(
  { exports, footage, clock }: BuildDeps,
  id: ExportId,
  subject: ExportSubject,
): Promise<ExportPlan | undefined> {
  const kept = await exports.plan(id);
  if (kept) return kept;
  const plan = await planExport(footage, subject, clock.nowMs());
  return (await exports.keepPlan(id, plan)) ? plan : undefined;
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
  const read: ReadOriginal = (segment, range) => reading.store.get(segment.objectKey, range);
  const source = { kind: 'clip', clip } as const;
  const whole = { offsetBytes: 0, sizeBytes: clipSizeBytes(clip) };
  try {
    return { name, source, ...(await sumsOf(contentOf(source, whole, read))) };
  } catch (error) {
    if (!(await isGivenUp(reading, error))) throw error;
    throw new AppError('conflict', 'original-unreadable', `an original of ${name} cannot be read any more`);
  }
}

interface Built {
  readonly request: RequestFacts;
  readonly plan: ExportPlan;
  readonly files: readonly ReadFile[];
}

async function finish(deps: BuildDeps, found: Export, built: Built): Promise<boolean> {
  const { exports, clock } = deps;
  const builtAtMs = clock.nowMs();
  const footage = built.files.filter((file) => !isKeptOut(file));
  const originals = originalFacts(built);
  const custody = await exports.custodyOf(found.requestId);
  const facts: PaperFacts = {
    exportId: found.id,
    orderedAtMs: found.orderedAtMs,
    builtAtMs,
    timeZone: deps.timeZone,
    agency: deps.agency,
    request: built.request,
    cameras: handedOver(built.plan.cameras, originals),
    originals,
    clipOriginMs: built.plan.clipOriginMs,
    clips: clipFacts(built),
    custody: custody.map(canonicalJson),
  };
  const papers = await papersOf(facts, footage);
  const manifest = { files: inOrder([...papers, ...footage]), builtAtMs };
  const bundle = { sizeBytes: layoutOf(manifest).sizeBytes, manifestSha256: manifestSha256(manifest) };
  const event = custodyEvent({ nowMs: builtAtMs }, 'export-built', {
    requestId: found.requestId,
    detail: {
      exportId: found.id,
      files: manifest.files.length,
      sizeBytes: bundle.sizeBytes,
      manifestSha256: bundle.manifestSha256,
    },
  });
  return exports.finish(found.id, { papers, bundle, builtAtMs }, event);
}

function originalFacts({ plan, files }: Built): PaperFacts['originals'] {
  const byName = new Map<string, ReadFile>(files.map((file) => [file.name, file]));
  return plan.originals.flatMap(({ name, segment: { cameraId, fromMs, toMs } }) => {
    const file = byName.get(name);
    if (!file) return [];
    const { sizeBytes, sha256, fault } = file;
    return { name, cameraId, fromMs, toMs, sizeBytes, sha256, ...(fault && { fault }) };
  });
}

function clipFacts({ files }: Built): PaperFacts['clips'] {
  return inOrder(files).flatMap(({ name, sizeBytes, sha256, source }: BundleFile) => {
    if (source.kind !== 'clip') return [];
    const { cameraId, stretches } = source.clip;
    const gops = stretches.flatMap((stretch) => stretch.gops);
    return { name, cameraId, sizeBytes, sha256, ...hullOf(gops) };
  });
}
