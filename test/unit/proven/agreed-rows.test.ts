import { describe, expect, it } from 'vitest';
import {
  type RecordedRow,
  recordedColumns,
  type StatedSegment,
  segmentMembers,
} from '../../../src/adapters/postgres/ingest/segment-members.ts';
import { AgreedRows } from '../../../src/adapters/postgres/proven/agreed-rows.ts';
import type { CameraId, RunId, StreamId } from '../../../src/core/index.ts';

const row: RecordedRow = {
  stream_id: 'str_1' as StreamId,
  start_ms: 1_000,
  end_ms: 61_000,
  run_id: 'run_1' as RunId,
  epoch: 1,
  camera_id: 'cam_1' as CameraId,
  object_key: 'segments/a.mp4',
  size_bytes: 5,
  sha256: 'aa',
  media_from_ms: 0,
  media_to_ms: 60_000,
  codec: 'avc1.64001f',
  width: 640,
  height: 360,
  index_sha256: Buffer.from([1, 2]),
};
const record = () => segmentMembers(row, 'main') as unknown as StatedSegment;

describe('a row that agreed with its record', () => {
  const agreed = new AgreedRows();
  const its = record();
  agreed.add(row, its);

  it('is known when it is read again', () => {
    expect(agreed.has({ ...row, index_sha256: Buffer.from([1, 2]) }, its)).toBe(true);
  });

  it.each(recordedColumns)('is not known with another %s', (name) => {
    const other = name === 'index_sha256' ? Buffer.from([1, 3]) : `${String(row[name])}0`;
    expect(agreed.has({ ...row, [name]: other }, its)).toBe(false);
    expect(agreed.has({ ...row, [name]: null }, its)).toBe(false);
  });

  it('is not known by another record, though it says the same', () => {
    expect(agreed.has(row, record())).toBe(false);
  });
});
