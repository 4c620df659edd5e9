import { type CameraId, invalid, overlaps } from '../../core/index.ts';
import { filed, filedEvent, newDraft, placed } from '../request/filing.ts';
import {
  awaitsCountersignature,
  type Emergency,
  type FootageRequest,
  isLive,
  isUnreviewed,
  type RequestDraft,
} from '../request/request.ts';
import { type RequestActor, refuse, type Step } from '../request/step.ts';
import type { EmergencyLimits } from './limits.ts';

/** How long an emergency opens footage. */
export const emergencyLastsMs = 30 * 60_000;
/** The cool-down after an unjustified emergency: until then the officer opens no other. */
export const emergencyRestMs = 24 * 3_600_000;

export interface EmergencyCall extends Pick<Emergency, 'reason'> {
  /** Those that stand in the area now. */
  readonly cameraIds: readonly CameraId[];
  readonly limits: Pick<EmergencyLimits, 'unreviewed' | 'cameras'>;
  /** Emergencies of the same officer: not reviewed yet, or reviewed in the last `emergencyRestMs`. */
  readonly earlier: readonly FootageRequest[];
}

/**
 * Opens a request at once, for half an hour; custodians are notified and review it afterwards. With as many unreviewed
 * ones of its officer as one person may have, or with one over the same footage, it waits until a second person countersigns. The cap does not refuse its
 * hold: it counts, and no request waits for it. Errors: those of `filed`, `emergency-cameras` (invalid),
 * `countersignature-awaited` (conflict) while another one waits, those of `refuseChain`.
 */
export function openEmergency(
  draft: RequestDraft,
  { cameraIds, reason, limits, earlier }: EmergencyCall,
  actor: RequestActor,
): Step {
  const asked = newDraft({ ...draft, urgency: 'emergency' }, actor);
  const called: FootageRequest = { ...filed(asked, cameraIds, actor), emergency: { reason } };
  refuseWide(called, limits.cameras);
  refuseChain(called, earlier, actor.nowMs);
  if (isWithin(called, earlier, limits)) return opening(called, actor);
  if (earlier.some(awaitsCountersignature))
    refuse(
      'countersignature-awaited',
      'An emergency of yours waits for a countersignature already: have it countersigned, or withdraw it.',
    );
  return waiting(called, actor);
}

function opening(called: FootageRequest, actor: RequestActor): Step {
  const expiresAtMs = actor.nowMs + emergencyLastsMs;
  const after: FootageRequest = { ...called, state: 'approved', expiresAtMs };
  return {
    after,
    events: [filedEvent('emergency-opened', after, actor)],
    hold: placed(after, actor),
    notifications: [{ kind: 'emergency-opened', to: 'custodians' }],
  };
}

/** It cannot wait long: custodians are reminded after a quarter of an hour. */
function waiting(called: FootageRequest, actor: RequestActor): Step {
  const { nowMs } = actor;
  const awaited = { atMs: nowMs, answerByMs: nowMs + emergencyLastsMs };
  const after: FootageRequest = { ...called, state: 'submitted', awaited };
  return {
    after,
    events: [filedEvent('emergency-submitted', after, actor)],
    hold: placed(after, actor),
    notifications: [{ kind: 'countersignature-awaited', to: 'countersigners' }],
  };
}

function refuseWide({ cameraIds }: FootageRequest, most: number): void {
  if (cameraIds.length > most)
    throw invalid(
      'emergency-cameras',
      `An emergency covers at most ${most} cameras, and ${cameraIds.length} stand in the area: choose a smaller area, or file an urgent request.`,
      'area',
    );
}

/**
 * Whether one person alone may open it. Half an hour after half an hour would open footage for good without a second person,
 * so the same footage takes one until it is reviewed.
 */
const isWithin = (
  called: FootageRequest,
  earlier: readonly FootageRequest[],
  limits: Pick<EmergencyLimits, 'unreviewed'>,
): boolean => {
  const unreviewed = earlier.filter(isUnreviewed);
  return unreviewed.length < limits.unreviewed && !unreviewed.some((other) => isSame(other, called));
};

/**
 * Errors, conflict: `emergency-repeated` while an earlier one over the same footage is open or waits, `emergency-rest` for a
 * day after one that was none.
 */
function refuseChain(called: FootageRequest, earlier: readonly FootageRequest[], nowMs: number): void {
  if (earlier.some(({ emergency }) => emergency?.review?.verdict === 'not-justified'))
    refuse('emergency-rest', 'Your last emergency was not justified: file an urgent request.');
  const isUsable = (other: FootageRequest): boolean =>
    awaitsCountersignature(other) || (isUnreviewed(other) && isLive(other, nowMs));
  if (earlier.some((other) => isUsable(other) && isSame(other, called)))
    refuse('emergency-repeated', 'An emergency of yours over this footage is open or waits: use that one.');
}

const isSame = (one: FootageRequest, other: FootageRequest): boolean =>
  overlaps(one.range, other.range) && one.cameraIds.some((id) => other.cameraIds.includes(id));
