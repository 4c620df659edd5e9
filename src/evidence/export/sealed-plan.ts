import { subtractAll, type TimeRange } from '../../core/index.ts';
import type { StoredSegment } from '../../footage/index.ts';
import { indexName, originalName } from '../../verify/index.ts';
import type { ExportChoice } from '../choice/export-choice.ts';
import type { CameraFacts, MissingStretch } from '../papers/facts.ts';
import type { CollectedRecords } from '../sealed/collected-records.ts';
import { recordOf } from '../sealed/sealed-chain.ts';
import type { ExportPlan, PlannedOriginal, PlannedPicture, SealedPlan } from './plan-export.ts';
import { hasFootage } from './taken.ts';

/** The plan as far as the log tells of it: each original by its record, which counts where the row says otherwise. */
export function sealedPlan(
  plan: ExportPlan,
  { ofStreams, pictures }: CollectedRecords,
  choice: ExportChoice,
): ExportPlan {
  const told = new Map(ofStreams.flatMap((each) => toldSegment(each)));
  const [originals, left]: [PlannedOriginal[], StoredSegment[]] = [[], []];
  for (const { segment } of plan.originals) {
    const name = segment.record && nameOf(segment.cameraId, segment.record);
    const record = name === undefined ? undefined : told.get(name);
    if (name !== undefined && record) originals.push({ name, segment: asRecorded(segment, record) });
    else left.push(segment);
  }
  return {
    ...plan,
    cameras: plan.cameras.map((camera) => without(camera, left)),
    originals,
    sealed: hasFootage(choice)
      ? { indexes: indexesOf(originals), pictures: pictures.map(plannedPicture) }
      : { indexes: [], pictures: [] },
  };
}

const nameOf = (cam: string, { stream, seq }: NonNullable<StoredSegment['record']>): string =>
  originalName(cam, stream, seq);

type ToldSegment = NonNullable<ReturnType<typeof recordOf<'seg'>>>;

function toldSegment(each: CollectedRecords['ofStreams'][number]): [string, ToldSegment][] {
  const seg = recordOf(each, 'seg');
  return seg ? [[originalName(seg.cam, seg.stream, seg.seq), seg]] : [];
}

/** What its record says of its bytes; the index only if it is the recorded one. */
function asRecorded({ index, ...segment }: StoredSegment, { sha256, idx }: ToldSegment): StoredSegment {
  return { ...segment, sha256, ...(index?.sha256 === idx.sha256 && { index }) };
}

/** Footage whose record is not sealed yet has not come in: another export has it. Of a row without a record nobody knows what it is. */
function without(camera: CameraFacts, left: readonly StoredSegment[]): CameraFacts {
  const own = left.filter(({ cameraId }) => cameraId === camera.id);
  if (own.length === 0) return camera;
  const missing = camera.recorded.flatMap((span) =>
    own.flatMap((segment) =>
      overlapOf(span, segment).map(
        (range): MissingStretch => ({ ...range, reason: segment.record ? 'open' : 'unknown' }),
      ),
    ),
  );
  return {
    ...camera,
    recorded: camera.recorded.flatMap((span) => subtractAll(span, own)),
    missing: [...camera.missing, ...missing].sort((a, b) => a.fromMs - b.fromMs),
  };
}

function overlapOf(a: TimeRange, b: TimeRange): TimeRange[] {
  const both = { fromMs: Math.max(a.fromMs, b.fromMs), toMs: Math.min(a.toMs, b.toMs) };
  return both.fromMs < both.toMs ? [both] : [];
}

function indexesOf(originals: readonly PlannedOriginal[]): SealedPlan['indexes'] {
  const names = new Map<string, string[]>();
  for (const { name, segment } of originals) {
    if (!segment.index || !segment.record) continue;
    const file = indexName(segment.cameraId, segment.record.stream);
    names.set(file, [...(names.get(file) ?? []), name]);
  }
  return [...names].map(([name, each]) => ({ name, originals: each }));
}

function plannedPicture({ segment, what, sha256 }: CollectedRecords['pictures'][number]): PlannedPicture {
  const { stream, seq } = segment.record ?? { stream: 'main', seq: 0 };
  const ending = what === 'still' ? '1.jpg' : '2.webp';
  return {
    name: `pictures/${segment.cameraId}/${stream}/${seq}-${ending}`,
    original: nameOf(segment.cameraId, { stream, seq }),
    what,
    sha256,
  };
}
