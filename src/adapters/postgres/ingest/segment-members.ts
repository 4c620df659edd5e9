import type { Selectable } from 'kysely';
import { formatInstant } from '../../../core/index.ts';
import type { EvidenceRecord, Fact } from '../../../log/index.ts';
import { segmentIndexKey } from '../../../objects/index.ts';
import type { Tables } from '../tables/tables.ts';

export type StatedSegment = Extract<EvidenceRecord, { readonly type: 'seg' }>;
export type SegmentFact = Extract<Fact, { readonly type: 'seg' }>;

/** Columns of facts that the record of a segment says. The store is none: a segment may move. */
export const recordedColumns = [
  ...(['stream_id', 'start_ms', 'end_ms', 'run_id', 'epoch', 'camera_id', 'object_key'] as const),
  ...(['size_bytes', 'sha256', 'media_from_ms', 'media_to_ms', 'codec', 'width', 'height'] as const),
  'index_sha256',
] as const;

export type RecordedRow = Pick<Selectable<Tables['segment']>, (typeof recordedColumns)[number]>;

/** What a row tells of what its record says. */
export const segmentMembers = (row: RecordedRow, role: StatedSegment['stream']) =>
  ({
    type: 'seg',
    cam: row.camera_id,
    stream: role,
    run: row.run_id,
    obj: row.object_key,
    bytes: row.size_bytes,
    sha256: row.sha256,
    t0: formatInstant(row.start_ms),
    t1: formatInstant(row.end_ms),
    media_ms: Math.max(0, Math.round(row.media_to_ms - row.media_from_ms)),
    codec: row.codec,
    w: row.width,
    h: row.height,
    idx: {
      key: indexKeyOf(row),
      ...(row.index_sha256 && { sha256: row.index_sha256.toString('hex') }),
    },
  }) as const;

/** It names stream and epoch, too. */
const indexKeyOf = ({ camera_id: cameraId, stream_id, start_ms: startMs, epoch }: RecordedRow): string =>
  segmentIndexKey({ cameraId, streamId: stream_id, startMs, epoch });

/**
 * The first member in which the row differs from its record; `undefined` where they agree. The row may be one that none of our
 * processes wrote, and have any form.
 */
export function differingSegmentMember(
  row: RecordedRow,
  role: StatedSegment['stream'],
  record: StatedSegment,
): string | undefined {
  const told = membersOf(row, role);
  if (!told) return 't0';
  const { codec, idx, ...members } = told;
  const names = Object.keys(members) as (keyof typeof members)[];
  const differing = names.find((name) => members[name] !== record[name]);
  if (differing) return differing;
  if (codec !== record.codec && codec !== codecOf(record)) return 'codec';
  // Where the row has no digest of the index, the original is read whole.
  const isIndexed = idx.key === record.idx.key && (!idx.sha256 || idx.sha256 === record.idx.sha256);
  return isIndexed ? undefined : 'idx';
}

function membersOf(
  row: RecordedRow,
  role: StatedSegment['stream'],
): ReturnType<typeof segmentMembers> | undefined {
  try {
    return segmentMembers(row, role);
  } catch {
    return undefined;
  }
}

/** As rows have it, unless they were adopted: `avc1.64001f` is `h264`. */
const codecOf = ({ codec }: StatedSegment): string => (/^avc[13]\./.test(codec) ? 'h264' : 'h265');
