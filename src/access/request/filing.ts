import { type CameraId, invalid, newId } from '../../core/index.ts';
import { holdPlaced } from '../../custody/index.ts';
import type { FootageRequest, RequestDraft } from './request.ts';
import { type HoldStep, type RequestActor, refuse, type Step, stepEvent } from './step.ts';
import { answerWithinMs } from './urgency.ts';

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
 * (conflict), `letter-missing` (invalid), those of `filed`.
 */
export function submit(
  draft: FootageRequest,
  { cameraIds, isKept, maxHeldBytes }: Submission,
  actor: RequestActor,
): Step {
  requireDraft(draft);
  if (!draft.letter)
    throw invalid('letter-missing', 'Give number and day of the written request.', 'letter.number');
  const after: FootageRequest = { ...filed(draft, cameraIds, actor), state: 'submitted' };
  return {
    ...(isKept && { before: draft }),
    after,
    events: [filedEvent('request-submitted', after, actor)],
    hold: { ...placed(after, actor), maxBytes: maxHeldBytes },
    notifications: [{ kind: 'request-submitted', to: 'custodians' }],
  };
}

/** Of one request at most. A record of the evidence log names each of them, and has room for some 1,900. */
export const requestCameras = 1_000;

/**
 * The request with its cameras, which are its own from now on. Errors: `area-without-cameras`, `area-too-many-cameras`
 * (invalid).
 */
export function filed(
  draft: FootageRequest,
  cameraIds: readonly CameraId[],
  { nowMs }: RequestActor,
): FootageRequest {
  if (cameraIds.length === 0) throw invalid('area-without-cameras', 'No camera stands in the area.', 'area');
  if (cameraIds.length > requestCameras)
    throw invalid(
      'area-too-many-cameras',
      `${cameraIds.length} cameras stand in the area, and a request has at most ${requestCameras}.`,
      'area',
    );
  const awaited = { atMs: nowMs, answerByMs: nowMs + answerWithinMs[draft.urgency] };
  return { ...draft, cameraIds, awaited, revision: draft.revision + 1 };
}

/** Looked at again when the answer should be there. */
export function placed(after: FootageRequest, actor: RequestActor): Extract<HoldStep, { kind: 'place' }> {
  const id = newId('hold', actor.nowMs);
  const event = holdPlaced(actor, { ...after, id, requestId: after.id });
  return { kind: 'place', id, reviewAtMs: after.awaited?.answerByMs ?? actor.nowMs, event };
}

export const filedEvent = (
  name: 'request-submitted' | 'emergency-opened' | 'emergency-submitted',
  after: FootageRequest,
  actor: RequestActor,
) =>
  stepEvent(actor, name, after, {
    detail: { cameras: after.cameraIds.length, caseNumber: after.caseNumber, urgency: after.urgency },
  });
