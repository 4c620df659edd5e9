import type { ComparedSegmentRow, OwnedSegmentRow } from '../footage/segment-rows.ts';

/** A segment as JSON of the server: the values of `comparedColumns`, and whether it is marked garbage. */
export type ReadSegment = readonly [
  stream_id: ComparedSegmentRow['stream_id'],
  start_ms: number,
  end_ms: number,
  run_id: ComparedSegmentRow['run_id'],
  epoch: number,
  camera_id: ComparedSegmentRow['camera_id'],
  object_key: string,
  size_bytes: number,
  sha256: string,
  media_from_ms: number,
  media_to_ms: number,
  codec: string,
  width: number,
  height: number,
  /** `\\x` and hex. */
  index_sha256: string | null,
  record_seq: number | null,
  isMarked: boolean,
];

/** The row that the values are of. */
export function segmentOf(
  read: ReadSegment,
  { role, site_id }: Pick<OwnedSegmentRow, 'role' | 'site_id'>,
): { readonly row: OwnedSegmentRow; readonly isMarked: boolean } {
  const [stream_id, start_ms, end_ms, run_id, epoch, camera_id, object_key, size_bytes, sha256, ...others] =
    read;
  const [media_from_ms, media_to_ms, codec, width, height, index, record_seq, isMarked] = others;
  return {
    row: {
      ...{ stream_id, start_ms, end_ms, run_id, epoch, camera_id, object_key, size_bytes, sha256 },
      ...{ media_from_ms, media_to_ms, codec, width, height, record_seq, role, site_id },
      index_sha256: index === null ? null : Buffer.from(index.slice('\\x'.length), 'hex'),
    },
    isMarked,
  };
}
