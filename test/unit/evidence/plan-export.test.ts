import { describe, expect, it } from 'vitest';
import type { CameraId, StreamId } from '../../../src/core/index.ts';
import { planExport } from '../../../src/evidence/export/plan-export.ts';
import type { CoverageFacts, FootageRepository } from '../../../src/footage/index.ts';

const cameraId = 'cam_1' as CameraId;
const streamId = 'str_1' as StreamId;
const range = { fromMs: 1_000, toMs: 9_000 };

/** One camera without a segment, of which this is known. */
const footageOf = (facts?: CoverageFacts) =>
  ({
    camerasIn: async () => [{ id: cameraId, name: 'Cột 14', streamId }],
    segmentsIn: async () => [],
    storedCoverage: async () => new Map(facts ? [[streamId, facts]] : []),
  }) as unknown as FootageRepository;

const missing = async (facts: CoverageFacts | undefined, nowMs = 20_000) => {
  const plan = await planExport(
    footageOf(facts),
    { cameraIds: [cameraId], range, marks: [] },
    { nowMs, clips: true },
  );
  expect(plan).toMatchObject({ originals: [], sizeBytes: 0 });
  return plan.cameras[0]?.missing.map(({ fromMs, toMs, reason }) => [fromMs, toMs, reason]);
};

const gap = (fromMs: number, toMs: number) => ({ fromMs, toMs, reason: 'offline' as const });

describe('when nothing was recorded', () => {
  it('accounts for every millisecond of the scope: before enrolment, gaps, and what has not come in', async () => {
    const facts = {
      enrolledAtMs: 3_000,
      accountedUntilMs: 6_000,
      segments: [],
      gaps: [gap(3_000, 6_000)],
      held: [],
    };
    expect(await missing(facts)).toEqual([
      [1_000, 3_000, 'not-enrolled'],
      [3_000, 6_000, 'offline'],
      [6_000, 9_000, 'open'],
    ]);
  });

  it('says so of time that has not come yet', async () => {
    const facts = { enrolledAtMs: 0, accountedUntilMs: 5_000, segments: [], gaps: [gap(0, 5_000)], held: [] };
    expect(await missing(facts, 5_000)).toEqual([
      [1_000, 5_000, 'offline'],
      [5_000, 9_000, 'open'],
    ]);
  });

  it('says so of a camera of which nothing is known', async () => {
    expect(await missing(undefined)).toEqual([[1_000, 9_000, 'not-enrolled']]);
  });
});
