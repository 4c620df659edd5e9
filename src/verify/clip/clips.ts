import { AppError, type TimeRange } from '../../core/index.ts';
import { isAsListed } from '../as-listed.ts';
import { type BundleManifest, indexName } from '../manifest/index.ts';
import type { ProvedOf } from '../records/kinds.ts';
import type { StreamRecords } from '../records/stream-records.ts';
import { isWithin } from '../rules/originals.ts';
import type { Verifying } from '../verifying.ts';
import { type DigestedGop, type IndexedGops, indexedGops } from './indexed-gops.ts';
import { mediaPayloads } from './media-payloads.ts';

/**
 * The clips of a stream show the recorded GOPs, in order, and every one of the scope. A clip cannot be checked where the indexes of its
 * segments tell no digests: a warning where the originals are there, else the bundle is incomplete.
 */
export async function checkClips(
  verifying: Verifying,
  stream: StreamRecords,
  { manifest, scope }: { readonly manifest: BundleManifest; readonly scope: TimeRange },
): Promise<void> {
  const file = indexName(stream.cam, stream.stream);
  const listed = manifest.files.find(({ path }) => path === file);
  // Nothing follows from an index that is not the signed one.
  if (listed && !(await isAsListed(verifying, listed))) return;
  const gops = await readIndexes(verifying, stream);
  checkIndexes(verifying, stream, { gops, manifest, scope });
  if (manifest.scope.clips === 'without') return;
  const shown = new Set<DigestedGop>();
  const clips = manifest.derived.filter(({ cam, stream: of }) => cam === stream.cam && of === stream.stream);
  const areRight = [];
  for (const { path } of clips) areRight.push(await checkClip(verifying, path, { gops, shown }));
  if (areRight.includes(false)) return;
  const payloads = new Set([...shown].map(({ payload }) => payload));
  for (const seg of stream.segs) {
    const left =
      isWhole(seg, stream) &&
      gops.get(seg.record.seq)?.find((gop) => meets(gop, scope) && !payloads.has(gop.payload));
    if (left)
      verifying.findings.add('clip-incomplete', {
        file: clips[0]?.path ?? stream.file,
        record: seg.record.seq,
        detail: { t0: new Date(left.fromMs).toISOString() },
      });
  }
}

async function readIndexes(verifying: Verifying, stream: StreamRecords): Promise<IndexedGops> {
  try {
    return await indexedGops(verifying, stream);
  } catch (error) {
    if (!isInvalid(error)) throw error;
    verifying.findings.add('file-malformed', { file: indexName(stream.cam, stream.stream) });
    return new Map();
  }
}

function checkIndexes(
  { findings }: Verifying,
  stream: StreamRecords,
  {
    gops,
    manifest,
    scope,
  }: {
    readonly gops: IndexedGops;
    readonly manifest: BundleManifest;
    readonly scope: TimeRange;
  },
): void {
  const without = stream.segs.filter((seg) => isWithin(seg, scope) && !gops.get(seg.record.seq)?.length);
  const [first] = without;
  if (!first || manifest.scope.clips === 'without') return;
  const what = manifest.scope.originals === 'with' ? 'clip-unchecked' : 'index-missing';
  findings.add(what, {
    file: indexName(stream.cam, stream.stream),
    record: first.record.seq,
    detail: { count: without.length },
  });
}

/** Whether it shows recorded GOPs in their order, none more often than it was recorded, and nothing else. */
async function checkClip(
  { bundle, platform, findings }: Verifying,
  file: string,
  { gops, shown }: { readonly gops: IndexedGops; readonly shown: Set<DigestedGop> },
): Promise<boolean> {
  const recorded = byPayload(gops);
  if (recorded.size === 0) return true;
  let [at, lastMs] = [0, Number.NEGATIVE_INFINITY];
  try {
    for await (const payload of mediaPayloads(bundle.content(file), platform)) {
      at += 1;
      const gop = recorded.get(payload)?.find((each) => each.fromMs > lastMs && !shown.has(each));
      if (!gop) throw new AppError('invalid', 'clip-differs', `GOP ${at}`);
      shown.add(gop);
      lastMs = gop.fromMs;
    }
    return true;
  } catch (error) {
    if (!isInvalid(error)) throw error;
    findings.add('clip-differs', { file, detail: { gop: at } });
    return false;
  }
}

/** In order of time. A run that begins within a GOP may record it a second time: cameras and relays send the whole of it again. */
function byPayload(gops: IndexedGops): ReadonlyMap<string, readonly DigestedGop[]> {
  const recorded = new Map<string, DigestedGop[]>();
  for (const gop of [...gops.values()].flat().sort((a, b) => a.fromMs - b.fromMs))
    recorded.set(gop.payload, [...(recorded.get(gop.payload) ?? []), gop]);
  return recorded;
}

const meets = (gop: TimeRange, scope: TimeRange): boolean =>
  gop.fromMs < scope.toMs && gop.toMs > scope.fromMs;

/** Where epochs overlap, a clip shows each instant once. */
const isWhole = (seg: ProvedOf<'seg'>, { segs }: StreamRecords): boolean =>
  !segs.some(
    (other) =>
      other !== seg &&
      isWithin(other, { fromMs: Date.parse(seg.record.t0), toMs: Date.parse(seg.record.t1) }),
  );

const isInvalid = (error: unknown): boolean => error instanceof AppError && error.code !== 'zip-malformed';
