import { type CameraId, invalid, newId, overlaps } from '../../core/index.ts';
import { awaitsAnswer, type Emergency, type FootageRequest, type RequestDraft } from './request.ts';
import { type Hand, type HoldStep, refuse, type Step, stepEvent } from './step.ts';
import { answerWithinMs } from './urgency.ts';

/** How long an emergency opens footage. */
const emergencyLastsMs = 30 * 60_000;
/** How long an officer opens nothing at once any more after an emergency that was none. */
export const emergencyRestMs = 24 * 3_600_000;

/** A request that nobody but its officer sees: nothing is asked yet, so nothing is recorded and nothing is held. */
export const newDraft = (draft: RequestDraft, { user, nowMs }: Hand): FootageRequest => ({
  ...draft,
  id: newId('request', nowMs),
  requesterId: user.id,
  state: 'draft',
  revision: 1,
  cameraIds: [],
  createdAtMs: nowMs,
});

/** The draft with other words. Errors: `request-not-draft` (conflict). */
export function redrafted(before: FootageRequest, draft: RequestDraft): FootageRequest {
  requireDraft(before);
  const { id, requesterId, state, revision, cameraIds, createdAtMs } = before;
  return { ...draft, id, requesterId, state, revision: revision + 1, cameraIds, createdAtMs };
}

/** Errors: `request-not-draft` (conflict). */
export function requireDraft({ state }: FootageRequest): void {
  if (state !== 'draft') refuse('request-not-draft', 'The request has been submitted.');
}

export interface Submission {
  /** Those that stand in the area now. */
  readonly cameraIds: readonly CameraId[];
  /** Whether the draft is in the catalogue already. */
  readonly isKept: boolean;
  /** How much all requests may hold that nobody approved yet. */
  readonly mostHeldBytes: number;
}

/**
 * Asks a custodian. The cameras are fixed, and what they saw is held from now on. Errors: `request-not-draft`
 * (conflict), `area-without-cameras` (invalid).
 */
export function submit(
  draft: FootageRequest,
  { cameraIds, isKept, mostHeldBytes }: Submission,
  hand: Hand,
): Step {
  requireDraft(draft);
  const after: FootageRequest = { ...filed(draft, cameraIds, hand), state: 'submitted' };
  return {
    ...(isKept && { before: draft }),
    after,
    events: [eventOf('request-submitted', after, hand)],
    hold: { ...placed(after, hand), mostBytes: mostHeldBytes },
    tellings: [{ kind: 'request-submitted', to: 'custodians' }],
  };
}

export interface EmergencyCall extends Pick<Submission, 'cameraIds'>, Pick<Emergency, 'reason'> {
  /** Of the same officer: not reviewed yet, or reviewed in the last `emergencyRestMs`. */
  readonly earlier: readonly FootageRequest[];
}

/**
 * Opens a request at once, for half an hour; custodians are told, and review it afterwards. Its hold is not refused for
 * the cap: it counts, and nobody waits for it. Errors: `area-without-cameras` (invalid), those of `refuseChain`.
 */
export function openEmergency(
  draft: RequestDraft,
  { cameraIds, reason, earlier }: EmergencyCall,
  hand: Hand,
): Step {
  const asked = newDraft({ ...draft, urgency: 'emergency' }, hand);
  const after: FootageRequest = {
    ...filed(asked, cameraIds, hand),
    state: 'approved',
    emergency: { reason },
    expiresAtMs: hand.nowMs + emergencyLastsMs,
  };
  refuseChain(after, earlier);
  return {
    after,
    events: [eventOf('emergency-opened', after, hand)],
    hold: placed(after, hand),
    tellings: [{ kind: 'emergency-opened', to: 'custodians' }],
  };
}

/**
 * Half an hour after half an hour would open footage for good without a second person. Errors, conflict:
 * `emergency-repeated` while an earlier one over the same footage is not reviewed, `emergency-rest` for a day after one
 * that was none.
 */
function refuseChain({ cameraIds, range }: FootageRequest, earlier: readonly FootageRequest[]): void {
  if (earlier.some(({ emergency }) => emergency?.review?.verdict === 'not-justified'))
    refuse('emergency-rest', 'Your last emergency was found to be none: file an urgent request.');
  const isSame = (other: FootageRequest): boolean =>
    overlaps(other.range, range) && other.cameraIds.some((id) => cameraIds.includes(id));
  if (earlier.some((other) => awaitsAnswer(other) && isSame(other)))
    refuse(
      'emergency-repeated',
      'An emergency has opened this footage before, and nobody has reviewed it yet.',
    );
}

function filed(draft: FootageRequest, cameraIds: readonly CameraId[], { nowMs }: Hand): FootageRequest {
  if (cameraIds.length === 0) throw invalid('area-without-cameras', 'No camera stands in the area.', 'area');
  const awaited = { atMs: nowMs, answerByMs: nowMs + answerWithinMs[draft.urgency] };
  return { ...draft, cameraIds, awaited, revision: draft.revision + 1 };
}

/** Looked at again when the answer should be there. */
function placed(after: FootageRequest, hand: Hand): Extract<HoldStep, { kind: 'place' }> {
  const id = newId('hold', hand.nowMs);
  const event = stepEvent(hand, 'hold-placed', after, { detail: { holdId: id } });
  return { kind: 'place', id, reviewAtMs: after.awaited?.answerByMs ?? hand.nowMs, event };
}

const eventOf = (name: 'request-submitted' | 'emergency-opened', after: FootageRequest, hand: Hand) =>
  stepEvent(hand, name, after, {
    detail: { cameras: after.cameraIds.length, caseNumber: after.caseNumber, urgency: after.urgency },
  });
