import type { Selectable } from 'kysely';
import {
  type Clip,
  type Export,
  type ExportChoice,
  type ExportPlan,
  isMinutes,
  picturedCameras,
  type ReadFile,
  type Source,
} from '../../../evidence/index.ts';
import { gopsOf, type StoredSegment } from '../../../footage/index.ts';
import type { Tables } from '../tables/tables.ts';

export type ExportRow = Omit<Selectable<Tables['export']>, 'plan'> & {
  readonly files: number;
  readonly files_done: number;
  readonly bytes: number;
  readonly bytes_done: number;
  readonly faults: number;
  readonly signed_sha256: string | null;
};

export const exportOf = (row: ExportRow): Export => ({
  id: row.id,
  requestId: row.request_id,
  orderedById: row.ordered_by,
  orderedAtMs: row.ordered_at_ms,
  choice: choiceOf(row),
  state: row.state,
  ...(row.settled_at_ms !== null && { settledAtMs: row.settled_at_ms }),
  ...(row.failure !== null && { failure: row.failure }),
  progress: {
    files: row.files,
    filesDone: row.files_done,
    bytes: row.bytes,
    bytesDone: row.bytes_done,
    faults: row.faults,
  },
  ...(row.seal_awaited_since_ms !== null && { sealAwaitedSinceMs: row.seal_awaited_since_ms }),
  ...(row.size_bytes !== null &&
    row.manifest_sha256 !== null && {
      bundle: {
        sizeBytes: row.size_bytes,
        manifestSha256: row.manifest_sha256,
        ...(row.signed_sha256 !== null && { signedSha256: row.signed_sha256 }),
      },
    }),
});

function choiceOf(row: Omit<ExportRow, 'plan'>): ExportChoice {
  const { camera_ids: cameraIds, from_ms: fromMs, to_ms: toMs } = row;
  return {
    ...(cameraIds && { cameraIds }),
    ...(fromMs !== null && toMs !== null && { range: { fromMs, toMs } }),
    originals: row.with_originals,
    clips: row.with_clips,
  };
}

type OrderedExport = Pick<Export, 'id' | 'requestId' | 'orderedById' | 'orderedAtMs' | 'choice'>;

export const rowOfOrder = ({ id, requestId, orderedById, orderedAtMs, choice }: OrderedExport) => ({
  id,
  request_id: requestId,
  ordered_by: orderedById,
  ordered_at_ms: orderedAtMs,
  camera_ids: choice.cameraIds ? [...choice.cameraIds] : null,
  from_ms: choice.range?.fromMs ?? null,
  to_ms: choice.range?.toMs ?? null,
  with_originals: choice.originals,
  with_clips: choice.clips,
});

/** A plan as JSON says it: the keyframe indexes in base64. */
interface KeptPlan extends Omit<ExportPlan, 'originals'> {
  readonly originals: readonly {
    readonly name: string;
    readonly segment: Omit<StoredSegment, 'keyframes'> & { readonly keyframes: string };
  }[];
}

export const keptPlan = ({ originals, ...plan }: ExportPlan): KeptPlan => ({
  ...plan,
  originals: originals.map(({ name, segment: { keyframes, ...segment } }) => ({
    name,
    segment: { ...segment, keyframes: Buffer.from(keyframes).toString('base64') },
  })),
});

/** Only `keptPlan` writes `kept`. */
export function planOf(kept: object): ExportPlan {
  const { originals, ...plan } = kept as KeptPlan;
  return {
    ...plan,
    originals: originals.map(({ name, segment: { keyframes, ...segment } }) => ({
      name,
      segment: { ...segment, keyframes: Buffer.from(keyframes, 'base64') },
    })),
  };
}

/** A clip by the names of its originals and the numbers of their GOPs. */
interface KeptClip {
  readonly originMs: number;
  /** Absent in exports that earlier versions built: their sums are those of `hev1`. */
  readonly hevcEntry?: 'hvc1';
  readonly stretches: readonly {
    readonly original: string;
    readonly firstGop: number;
    readonly gops: number;
    readonly untilMs?: number;
  }[];
}

export const keptClip = ({ originMs, hevcEntry, stretches }: Clip, { originals }: ExportPlan): KeptClip => ({
  originMs,
  ...(hevcEntry === 'hvc1' && { hevcEntry }),
  stretches: stretches.map(({ segment, gops, untilMs }) => ({
    original: originals.find((each) => each.segment.id === segment.id)?.name ?? '',
    firstGop: gops[0]?.number ?? 0,
    gops: gops.length,
    ...(untilMs !== undefined && { untilMs }),
  })),
});

/** Indexes by the names of their originals. */
export const keptIndex = (segments: readonly StoredSegment[], { originals }: ExportPlan) => {
  const taken = new Set(segments.map(({ id }) => id));
  return { originals: originals.filter(({ segment }) => taken.has(segment.id)).map(({ name }) => name) };
};

type KeptIndex = ReturnType<typeof keptIndex>;

/** Only `keptClip` writes `kept`. `undefined` for one without a stretch. */
function clipOf(kept: object, segments: ReadonlyMap<string, StoredSegment>): Clip | undefined {
  const { originMs, hevcEntry = 'hev1', stretches } = kept as KeptClip;
  const [first, ...rest] = stretches.flatMap(({ original, firstGop, gops, untilMs }) => {
    const segment = segments.get(original);
    if (!segment) return [];
    const own = gopsOf(segment).slice(firstGop, firstGop + gops);
    return { segment, gops: own, ...(untilMs !== undefined && { untilMs }) };
  });
  if (!first) return undefined;
  return { cameraId: first.segment.cameraId, originMs, hevcEntry, stretches: [first, ...rest] };
}

export type FileRow = Selectable<Tables['export_file']>;

/** The files of an export, by its plan. */
export function filesOf(rows: readonly FileRow[], plan: ExportPlan): ReadFile[] {
  const { originals, sealed } = plan;
  const segments = new Map(originals.map(({ name, segment }) => [name, segment]));
  const pictures = new Map(sealed?.pictures.map((each) => [each.name, each]));
  return rows.flatMap((row) => {
    const source =
      row.content === null
        ? sourceOf(row, segments, pictures.get(row.name))
        : paperOf(row.name, row.content, plan);
    if (!source) return [];
    return {
      name: row.name,
      sizeBytes: row.size_bytes,
      sha256: row.sha256,
      crc32: row.crc32,
      source,
      ...(row.init_sha256 !== null && { initSha256: row.init_sha256 }),
      ...(row.fault !== null && { fault: row.fault }),
    };
  });
}

function sourceOf(
  row: FileRow,
  segments: ReadonlyMap<string, StoredSegment>,
  picture: NonNullable<ExportPlan['sealed']>['pictures'][number] | undefined,
): Source | undefined {
  if (row.kind === 'index') return { kind: 'index', segments: indexedIn(row.clip, segments) };
  if (row.clip !== null) {
    const clip = clipOf(row.clip, segments);
    return clip && { kind: 'clip', clip };
  }
  const segment = segments.get(picture?.original ?? row.name);
  if (picture) return segment && { kind: 'picture', segment, what: picture.what };
  return segment && { kind: 'original', segment };
}

const paperOf = (name: string, content: Uint8Array, { marks = [] }: ExportPlan): Source => ({
  kind: 'paper',
  content,
  ...(isMinutes(name) && { shows: picturedCameras(marks) }),
});

/** Only `keptIndex` writes `kept`. */
const indexedIn = (kept: object | null, segments: ReadonlyMap<string, StoredSegment>): StoredSegment[] =>
  (kept as KeptIndex).originals.flatMap((name) => segments.get(name) ?? []);
