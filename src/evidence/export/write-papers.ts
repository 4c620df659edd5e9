import { canonicalJson, hullOf, sha256Hex } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import { keyFingerprint } from '../../log/index.ts';
import { manifestBytes } from '../../verify/index.ts';
import { type BundleFile, inOrder } from '../bundle/manifest.ts';
import type { Export } from '../export.ts';
import type { KeyFacts, MarkFacts, PaperFacts, RequestFacts } from '../papers/facts.ts';
import { paperOf, papersOf, sumsName } from '../papers/papers.ts';
import type { BuildDeps } from './build-deps.ts';
import { manifestFiles, manifestOf } from './bundle-manifest.ts';
import { illustrated } from './chosen-stills.ts';
import type { BuiltContent, ReadFile } from './export-repository.ts';
import { handedOver } from './handed-over.ts';
import type { ExportPlan, ExportSubject } from './plan-export.ts';
import type { Reading } from './read-original.ts';
import { inBundle } from './taken.ts';

interface Built extends Pick<Reading, 'isLastTry'> {
  readonly request: RequestFacts & ExportSubject;
  /** What of it is taken. */
  readonly subject: ExportSubject;
  readonly plan: ExportPlan;
  /** Records, originals, what lies beside them, and clips. */
  readonly files: readonly ReadFile[];
}

/** Writes the papers and the signed manifest, and states that the export is built. Answers whether it still was being built. */
export async function writePapers(deps: BuildDeps, found: Export, built: Built): Promise<boolean> {
  const { exports, clock } = deps;
  const builtAtMs = clock.nowMs();
  const others = inBundle(built.files, found.choice);
  const papers = await papersOf(await paperFacts(deps, found, { ...built, builtAtMs }), others, deps.printer);
  const files = [...papers, ...others];
  const { content, manifest } = built.plan.sealed
    ? await sealedContent(deps, found, {
        files,
        clipOriginMs: built.plan.clipOriginMs,
        builtAtMs,
        cameraIds: built.subject.cameraIds,
      })
    : plainContent(files);
  const event = custodyEvent({ nowMs: builtAtMs }, 'export-built', {
    requestId: found.requestId,
    detail: {
      exportId: found.id,
      files: content.files,
      sizeBytes: content.sizeBytes,
      manifestSha256: content.manifestSha256,
    },
  });
  return exports.build(found.id, { files: [...papers, ...manifest], content }, event);
}

interface Content {
  readonly content: BuiltContent;
  /** The manifest and its signature. */
  readonly manifest: readonly BundleFile[];
}

async function sealedContent(
  { exportKey, by }: BuildDeps,
  { id: exportId, choice }: Export,
  {
    files,
    ...terms
  }: {
    readonly files: readonly BundleFile[];
    readonly clipOriginMs: number;
    readonly builtAtMs: number;
    readonly cameraIds: ExportSubject['cameraIds'];
  },
): Promise<Content> {
  const manifest = manifestOf(files, { exportId, by, choice, ...terms });
  const signed = manifestFiles(manifest, await exportKey());
  const content = {
    files: manifest.files.length,
    sizeBytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
    manifestSha256: sha256Hex(manifestBytes(manifest)),
  };
  return { content, manifest: await Promise.all(signed.map(paperOf)) };
}

/** Of footage of an earlier version the list of sums names the content. */
function plainContent(files: readonly BundleFile[]): Content {
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const manifestSha256 = files.find(({ name }) => name === sumsName)?.sha256 ?? '';
  return { content: { files: files.length, sizeBytes, manifestSha256 }, manifest: [] };
}

async function paperFacts(
  deps: BuildDeps,
  found: Export,
  built: Built & { readonly builtAtMs: number },
): Promise<PaperFacts> {
  const { plan, builtAtMs } = built;
  const originals = originalFacts(built);
  const marks = await marked(deps, built);
  const key = await keyFacts(deps, plan);
  const custody = await deps.exports.custodyOf(found.requestId);
  const taken = await takenFacts(deps, found, built);
  return {
    exportId: found.id,
    orderedAtMs: found.orderedAtMs,
    builtAtMs,
    timeZone: deps.timeZone,
    agency: deps.agency,
    request: built.request,
    taken,
    cameras: handedOver(plan.cameras, originals),
    originals,
    clipOriginMs: plan.clipOriginMs,
    clips: clipFacts(built),
    marks,
    custody: custody.map(canonicalJson),
    ...(key && { key }),
  };
}

/** With the names of the cameras that are left out. */
async function takenFacts(
  { footage }: BuildDeps,
  { choice: { originals, clips } }: Export,
  { request, subject: { cameraIds, range } }: Built,
): Promise<PaperFacts['taken']> {
  const leftOut = request.cameraIds.filter((id) => !cameraIds.includes(id));
  const cameras =
    leftOut.length > 0 ? await footage.camerasIn({ kind: 'cameras', cameraIds: leftOut }, 'cameras') : [];
  return { range, originals, clips, leftOut: cameras.map(({ name }) => name).sort() };
}

/** Of a signed bundle with both keys, as they are printed. */
async function keyFacts(deps: BuildDeps, { sealed }: ExportPlan): Promise<KeyFacts | undefined> {
  const known = await deps.logNow?.();
  if (!sealed) return known;
  const log = await deps.logKey();
  const { verifier } = await deps.exportKey();
  const own = { origin: log.name, fingerprint: keyFingerprint(log) };
  return { ...own, ...known, exportFingerprint: keyFingerprint(verifier) };
}

/** With stills of unaltered originals only. */
function marked(
  deps: BuildDeps,
  { plan, files, request: { range }, isLastTry }: Built,
): Promise<MarkFacts[]> {
  const sound = new Set(files.flatMap(({ name, fault }) => (fault ? [] : [name])));
  const originals = plan.originals.filter(({ name }) => sound.has(name));
  const segments = originals.map(({ segment }) => segment);
  return illustrated(deps, plan.marks ?? [], { segments, range, isLastTry });
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
