import fc from 'fast-check';
import type { CameraId, HoldId, NeighbourhoodId, RunId, StreamId, UserId } from '../../../src/core/index.ts';
import type { Candidate, Hold, RetentionPolicy } from '../../../src/retention/index.ts';

export const dayMs = 86_400_000;
export const nowMs = 400 * dayMs;

export const cameraIds = ['cam_a', 'cam_b', 'cam_c'] as CameraId[];
export const neighbourhoodIds = ['nbh_a', 'nbh_b'] as NeighbourhoodId[];

/** Two cameras share a neighbourhood. */
const neighbourhoodOf = (cameraId: CameraId): NeighbourhoodId =>
  (cameraId === 'cam_a' ? 'nbh_a' : 'nbh_b') as NeighbourhoodId;

export function aCandidate(given: Partial<Candidate> = {}): Candidate {
  const { cameraId = 'cam_a' as CameraId, fromMs = nowMs - 10 * dayMs } = given;
  return {
    cameraId,
    fromMs,
    toMs: fromMs + 60_000,
    sizeBytes: 100,
    neighbourhoodId: neighbourhoodOf(cameraId),
    ref: { streamId: `str_${cameraId}` as StreamId, startMs: fromMs, runId: 'run_1' as RunId },
    ...given,
  };
}

export const aPolicy = (given: Partial<RetentionPolicy> = {}): RetentionPolicy => ({
  days: 30,
  neighbourhoods: [],
  cameras: [],
  minimumDays: 0,
  requireClockSync: false,
  ...given,
});

export const aHold = (given: Partial<Hold> = {}): Hold => ({
  id: 'hld_1' as HoldId,
  ownerId: 'usr_1' as UserId,
  cameraIds,
  range: { fromMs: 0, toMs: nowMs },
  caseNumber: '1',
  reason: 'because it is',
  createdAtMs: 0,
  reviewAtMs: nowMs,
  ...given,
});

const camera = fc.constantFrom(...cameraIds);
const days = fc.integer({ min: 1, max: 60 });
const ageMs = fc.integer({ min: 0, max: 70 * dayMs });

export const candidates = fc
  .uniqueArray(fc.record({ cameraId: camera, ageMs, sizeBytes: fc.integer({ min: 1, max: 1_000 }) }), {
    selector: (given) => `${given.cameraId} ${given.ageMs}`,
    maxLength: 40,
  })
  .map((given) =>
    given.map((each) =>
      aCandidate({ ...each, fromMs: nowMs - each.ageMs - 60_000, toMs: nowMs - each.ageMs }),
    ),
  );

export const policies = fc
  .record({
    days,
    neighbourhood: fc.option(days),
    camera: fc.option(days),
    minimumShare: fc.double({ min: 0, max: 1, noNaN: true }),
    quotaBytes: fc.option(fc.integer({ min: 1, max: 20_000 })),
  })
  .map((given) => {
    const shortest = Math.min(given.days, given.neighbourhood ?? 60, given.camera ?? 60);
    return aPolicy({
      days: given.days,
      neighbourhoods: given.neighbourhood
        ? [{ neighbourhoodId: 'nbh_b' as NeighbourhoodId, days: given.neighbourhood }]
        : [],
      cameras: given.camera ? [{ cameraId: 'cam_c' as CameraId, days: given.camera }] : [],
      minimumDays: shortest * given.minimumShare,
      ...(given.quotaBytes === null ? {} : { quotaBytes: given.quotaBytes }),
    });
  });

export const holds = fc.array(
  fc
    .record({
      cameraIds: fc.uniqueArray(camera, { minLength: 1 }),
      fromAgeMs: ageMs,
      lengthMs: fc.integer({ min: 1, max: 5 * dayMs }),
      isReleased: fc.boolean(),
    })
    .map((given) =>
      aHold({
        cameraIds: given.cameraIds,
        range: { fromMs: nowMs - given.fromAgeMs, toMs: nowMs - given.fromAgeMs + given.lengthMs },
        ...(given.isReleased
          ? { release: { atMs: nowMs, byId: 'usr_2' as UserId, reason: 'no longer needed' } }
          : {}),
      }),
    ),
  { maxLength: 4 },
);
