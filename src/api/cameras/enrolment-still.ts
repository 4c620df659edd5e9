import { type Disclosed, discloseTo, type User } from '../../access/index.ts';
import {
  type Camera,
  checkPicture,
  type EnrolmentStill,
  refuseMoreStills,
  stillAllowance,
} from '../../camera/index.ts';
import { dayMs, messageOf, notFound, unavailable } from '../../core/index.ts';
import { type Gop, gopsOf, type StoredSegment } from '../../footage/index.ts';
import { enrolmentStillKey } from '../../objects/index.ts';
import type { ApiDeps } from '../api-deps.ts';

export type StillDeps = Pick<
  ApiDeps,
  'health' | 'footage' | 'bytes' | 'objects' | 'custody' | 'clock' | 'log'
>;

/** A camera that records has a segment that is not older. */
const recentMs = 15 * 60_000;

/** Which picture: the first one after enrolment, or as new as there is. */
type StillAge = 'first' | 'newest';

/**
 * The only pictures a technician sees: one keyframe of a camera, kept as an object of its own, made anew on demand. Each
 * showing and each making is recorded before (I6).
 *
 * Errors: `no-picture-yet` (not-found), `picture-damaged` (not-found), `footage-unreadable` (unavailable).
 */
export async function shownStill(
  deps: StillDeps,
  user: User,
  camera: Camera,
): Promise<{ readonly still: EnrolmentStill; readonly jpeg: Uint8Array }> {
  const kept = await deps.health.still(camera.id);
  const still = kept ?? (await makeStill(deps, user, { camera, age: 'first' }));
  if (kept) await record(deps, user, kept);
  const jpeg = await reading(() => deps.objects.get(enrolmentStillKey(camera.id, still.madeAtMs)));
  return { still, jpeg };
}

/** Makes the still anew of the newest keyframe, as often as `refuseMoreStills` lets. Errors: its, and those of `shownStill`. */
export async function refreshedStill(deps: StillDeps, user: User, camera: Camera): Promise<EnrolmentStill> {
  const allowance = stillAllowance(camera.enrolledAtMs, deps.clock.nowMs());
  refuseMoreStills(await deps.health.stillsShownSince(camera.id, allowance.sinceMs), allowance);
  return makeStill(deps, user, { camera, age: 'newest' });
}

/** The one before is gone then. */
async function makeStill(
  deps: StillDeps,
  user: User,
  { camera, age }: { readonly camera: Camera; readonly age: StillAge },
): Promise<EnrolmentStill> {
  const segment = await segmentOf(deps, camera, age);
  const gops = segment ? gopsOf(segment) : [];
  const [first, last] = [gops[0], gops.at(-1)];
  if (!segment || !first || !last) throw notFound('no-picture-yet', 'The camera has no stored picture yet.');
  const [shown, other] = age === 'first' ? [first, last] : [last, first];
  const madeAtMs = deps.clock.nowMs();
  const disclosed = await record(deps, user, { cameraId: camera.id, takenAtMs: shown.fromMs });
  const frame = (gop: Gop, isStill: boolean) =>
    deps.bytes.enrolmentFrame(disclosed, { segment, gop }, isStill);
  const { jpeg, tile } = await frame(shown, true);
  if (!jpeg) throw notFound('picture-damaged', 'The picture is damaged and cannot be shown.');
  const compared = shown === other ? undefined : (await frame(other, false)).tile;
  const still = { ...checkPicture(tile, compared), cameraId: camera.id, takenAtMs: shown.fromMs, madeAtMs };
  const before = await deps.health.still(camera.id);
  await deps.objects.put(enrolmentStillKey(camera.id, madeAtMs), jpeg, 'image/jpeg');
  await deps.health.keepStill(still);
  if (before && before.madeAtMs !== madeAtMs) await forget(deps, before);
  return still;
}

const record = (
  { custody, clock }: StillDeps,
  user: User,
  { cameraId, takenAtMs }: Pick<EnrolmentStill, 'cameraId' | 'takenAtMs'>,
): Promise<Disclosed> => {
  const range = { fromMs: takenAtMs, toMs: takenAtMs + 1 };
  return discloseTo(custody, user, {
    event: 'enrolment-still-shown',
    cameraId,
    range,
    nowMs: clock.nowMs(),
  });
};

async function segmentOf(
  { footage, clock }: StillDeps,
  { id, enrolledAtMs }: Camera,
  age: StillAge,
): Promise<StoredSegment | undefined> {
  const nowMs = clock.nowMs();
  const recent = { fromMs: nowMs - recentMs, toMs: nowMs };
  if (age === 'newest') return (await footage.segmentsIn(id, recent)).at(-1);
  const since = { fromMs: enrolledAtMs, toMs: enrolledAtMs + dayMs };
  const [first] = (await footage.segmentsIn(id, since)).filter(({ fromMs }) => fromMs >= enrolledAtMs);
  return first ?? (await footage.segmentsIn(id, recent)).at(-1);
}

/** An object that stays is no harm: it is not named by any row. */
async function forget({ objects, log }: StillDeps, { cameraId, madeAtMs }: EnrolmentStill): Promise<void> {
  try {
    await objects.remove(enrolmentStillKey(cameraId, madeAtMs));
  } catch (error) {
    log.warn({ cameraId, error: messageOf(error) }, 'the previous enrolment still was not removed');
  }
}

async function reading<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw unavailable(
      'footage-unreadable',
      `The store does not return the picture: ${messageOf(error)}`,
      error,
    );
  }
}
