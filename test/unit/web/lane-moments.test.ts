import { describe, expect, it } from 'vitest';
import { type Lane, momentNear } from '../../../src/web/lanes/lane.ts';

const laneWith = (...begins: readonly number[]): Lane => ({
  id: 'cam_1',
  parts: [],
  held: [],
  moments: begins.map((fromMs) => ({ fromMs, toMs: fromMs + 500 })),
});

describe('when a pointer is near found changes', () => {
  it('means the one that begins nearest, and none beyond its reach', () => {
    const lane = laneWith(1_000, 2_000);
    expect(momentNear(lane, 1_400, 600)?.fromMs).toBe(1_000);
    expect(momentNear(lane, 1_600, 600)?.fromMs).toBe(2_000);
    expect(momentNear(lane, 2_600, 600)?.fromMs).toBe(2_000);
    expect(momentNear(lane, 2_601, 600)).toBeUndefined();
    expect(momentNear(laneWith(), 1_000, 600)).toBeUndefined();
  });
});
