import { type CameraId, invalid, newId, overlaps } from '../../core/index.ts';
import { holdPlaced } from '../../custody/index.ts';
import { awaitsAnswer, type Emergency, type FootageRequest, type RequestDraft } from './request.ts';
import { type HoldStep, type RequestActor, refuse, type Step, stepEvent } from './step.ts';
import { answerWithinMs } from './urgency.ts';

/** How long an emergency opens footage. */
const emergencyLastsMs = 30 * 60_000;
/** The cool-down after an unjustified emergency: until then the officer opens no other. */
export const emergencyRestMs = 24 * 3_600_000;

/** A request that only its officer sees: it requests nothing yet, so it is not recorded and holds nothing. */
export const newDraft = (draft: RequestDraft, { user, nowMs }: RequestActor): FootageRequest => ({
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
  /** Most bytes that all requests may hold before approval. */
  readonly maxHeldBytes: number;
}

/**
 * Asks a custodian. The cameras are fixed, and what they saw is held from now on. Errors: `request-not-draft`
 * (conflict), `area-without-cameras` (invalid).
 */
export function submit(
  draft: FootageRequest,
  { cameraIds, isKept, maxHeldBytes }: Submission,
  actor: RequestActor,
): Step {
  requireDraft(draft);
  const after: FootageRequest = { ...filed(draft, cameraIds, actor), state: 'submitted' };
  return {
    ...(isKept && { before: draft }),
    after,
    events: [eventOf('request-submitted', after, actor)],
    hold: { ...placed(after, actor), maxBytes: maxHeldBytes },
    notifications: [{ kind: 'request-submitted', to: 'custodians' }],
  };
}

export interface EmergencyCall extends Pick<Submission, 'cameraIds'>, Pick<Emergency, 'reason'> {
  /** Requests of the same officer: not reviewed yet, or reviewed in the last `emergencyRestMs`. */
  readonly earlier: readonly FootageRequest[];
}

/**
 * Opens a request at once, for half an hour; custodians are notified and review it afterwards. The cap does not refuse
 * its hold: it counts, and no request waits for it. Errors: `area-without-cameras` (invalid), those of `refuseChain`.
 */
export function openEmergency(
  draft: RequestDraft,
  { cameraIds, reason, earlier }: EmergencyCall,
  actor: RequestActor,
): Step {
  const asked = newDraft({ ...draft, urgency: 'emergency' }, actor);
  const after: FootageRequest = {
    ...filed(asked, cameraIds, actor),
    state: 'approved',
    emergency: { reason },
    expiresAtMs: actor.nowMs + emergencyLastsMs,
  };
  refuseChain(after, earlier);
  return {
    after,
    events: [eventOf('emergency-opened', after, actor)],
    hold: placed(after, actor),
    notifications: [{ kind: 'emergency-opened', to: 'custodians' }],
  };
}

/**
 * Half an hour after half an hour would open footage for good without a second person. Errors, conflict:
 * `emergency-repeated` while an earlier one over the same footage is not reviewed, `emergency-rest` for a day after one
 * that was none.
 */
function refuseChain({ cameraIds, range }: FootageRequest, earlier: readonly FootageRequest[]): void {
  if (earlier.some(({ emergency }) => emergency?.review?.verdict === 'not-justified'))
    refuse('emergency-rest', 'Your last emergency was not justified: file an urgent request.');
  const isSame = (other: FootageRequest): boolean =>
    overlaps(other.range, range) && other.cameraIds.some((id) => cameraIds.includes(id));
  if (earlier.some((other) => awaitsAnswer(other) && isSame(other)))
    refuse('emergency-repeated', 'An earlier emergency opened this footage and is not reviewed yet.');
}

function filed(
  draft: FootageRequest,
  cameraIds: readonly CameraId[],
  { nowMs }: RequestActor,
): FootageRequest {
  if (cameraIds.length === 0) throw invalid('area-without-cameras', 'No camera stands in the area.', 'area');
  const awaited = { atMs: nowMs, answerByMs: nowMs + answerWithinMs[draft.urgency] };
  return { ...draft, cameraIds, awaited, revision: draft.revision + 1 };
}

/** Looked at again when the answer should be there. */
function placed(after: FootageRequest, actor: RequestActor): Extract<HoldStep, { kind: 'place' }> {
  const id = newId('hold', actor.nowMs);
  const event = holdPlaced(actor, { ...after, id, requestId: after.id });
  return { kind: 'place', id, reviewAtMs: after.awaited?.answerByMs ?? actor.nowMs, event };
}

const eventOf = (
  name: 'request-submitted' | 'emergency-opened',
  after: FootageRequest,
  actor: RequestActor,
) =>
  stepEvent(actor, name, after, {
    detail: { cameras: after.cameraIds.length, caseNumber: after.caseNumber, urgency: after.urgency },
  });
