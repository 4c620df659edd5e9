import { expect, it } from 'vitest';
import { filesOf, keptClip } from '../../../src/adapters/postgres/evidence/export-rows.ts';
import type { CameraId } from '../../../src/core/index.ts';
import type { Clip, ExportPlan, ReadFile } from '../../../src/evidence/index.ts';
import { gopsOf, type StoredSegment } from '../../../src/footage/index.ts';
import { packKeyframeIndex } from '../../../src/media/index.ts';

const gop = { wallMs: 0, mediaMs: 0, mediaDurationMs: 40, offsetBytes: 9, sizeBytes: 1 };
const keyframes = packKeyframeIndex({ wallStartMs: 0, wallEndMs: 40, initSizeBytes: 9, gops: [gop] });
const segment = {
  id: 's',
  cameraId: 'cam' as CameraId,
  fromMs: 0,
  toMs: 40,
  keyframes,
} as unknown as StoredSegment;
const plan = { originals: [{ name: 'segments/cam/0001.mp4', segment }] } as unknown as ExportPlan;
const clip: Clip = {
  cameraId: segment.cameraId,
  originMs: 0,
  hevcEntry: 'hvc1',
  stretches: [{ segment, gops: gopsOf(segment) }],
};

const sourceOf = (kept: object): ReadFile['source'] | undefined => {
  const row = {
    name: 'c',
    size_bytes: 1,
    sha256: '',
    crc32: 0,
    init_sha256: null,
    fault: null,
    content: null,
  };
  return filesOf([{ ...row, clip: kept } as unknown as Parameters<typeof filesOf>[0][number]], plan)[0]
    ?.source;
};

it('reads a stored clip back as it was joined', () => {
  expect(sourceOf(keptClip(clip, plan))).toEqual({ kind: 'clip', clip });
});

it('reads a clip that an earlier version stored as hev1, whose sums are in the bundle', () => {
  const { hevcEntry, ...earlier } = keptClip(clip, plan);
  expect(hevcEntry).toBe('hvc1');
  expect(sourceOf(earlier)).toEqual({ kind: 'clip', clip: { ...clip, hevcEntry: 'hev1' } });
});
