import type { CameraId, Log } from '../../core/index.ts';
import type { FootageRepository } from '../../footage/index.ts';
import { atStation, type StationRepository } from '../station/index.ts';
import { type CheckedRequests, checkedRequest, refuseAltered } from './checked-request.ts';
import { close } from './closing.ts';
import { decide, type Judge, reviewEmergency } from './decision.ts';
import { newDraft, submit } from './filing.ts';
import type { Closing, Decision, FootageRequest, RequestDraft, Review } from './request.ts';
import type { RequestRepository, Taken } from './request-repository.ts';
import { ownRequest, visibleRequest } from './sight.ts';
import type { RequestActor, Step } from './step.ts';

export interface RequestTools {
  readonly requests: RequestRepository;
  readonly checkedRequests: CheckedRequests;
  readonly stations: Pick<StationRepository, 'acts'>;
  readonly footage: Pick<FootageRepository, 'camerasIn'>;
  /** How much may be held by requests that no second person has approved, and by hand. */
  readonly maxHeldBytes: number;
  /** Queues the notifications of a step. The step is valid even if they are sent later. */
  readonly tellSoon: () => Promise<void>;
  readonly log: Log;
}

/** For a step that fixes no cameras. */
export type StepTools = Omit<RequestTools, 'footage'>;

/** A request that asks for footage from now on, and what its hold came to. */
export interface Filed extends Taken {
  readonly request: FootageRequest;
}

/** Submits what somebody asks for. Errors: those of `submit` and `takeStep`. */
export function fileRequest(tools: RequestTools, by: RequestActor, draft: RequestDraft): Promise<Filed> {
  return submitted(tools, by, { draft: newDraft(draft, by), isKept: false });
}

/**
 * Submits the draft that the caller names. Errors: those of `ownRequest`, `submit` and `takeStep`; `request-altered` for one that
 * was submitted before.
 */
export async function submitDraft(
  tools: RequestTools,
  by: RequestActor,
  named: string | undefined,
): Promise<Filed> {
  const draft = await ownRequest(tools, by.user, named);
  refuseAltered({ difference: (await checkedRequest(tools, draft.id))?.difference });
  return submitted(tools, by, { draft, isKept: true });
}

async function submitted(
  tools: RequestTools,
  by: RequestActor,
  { draft, isKept }: { readonly draft: FootageRequest; readonly isKept: boolean },
): Promise<Filed> {
  const cameraIds = await camerasIn(tools, draft);
  return filed(tools, submit(draft, { cameraIds, isKept, maxHeldBytes: tools.maxHeldBytes }, by));
}

/** Those that stand there now: from submission on they are the request's. */
export async function camerasIn(
  { footage }: Pick<RequestTools, 'footage'>,
  { area }: Pick<RequestDraft, 'area'>,
): Promise<CameraId[]> {
  const cameras = await footage.camerasIn(area, 'area');
  return cameras.map(({ id }) => id).sort();
}

const filed = async (tools: RequestTools, step: Step): Promise<Filed> => ({
  request: step.after,
  ...(await takeStep(tools, step)),
});

/** Ends the request that a caller names: anybody's text. Errors: those of `changed`, `close` and `takeStep`. */
export const closeRequest = (
  tools: StepTools,
  by: Judge,
  named: string | undefined,
  said: Pick<Closing, 'outcome' | 'note'>,
): Promise<FootageRequest> => changed(tools, by, named, (request, judge) => close(request, said, judge));

/** Approves or refuses the request that a caller names. Errors: those of `changed`, `decide` and `takeStep`. */
export const decideRequest = (
  tools: StepTools,
  by: Judge,
  named: string | undefined,
  said: Pick<Decision, 'verdict' | 'reason'>,
): Promise<FootageRequest> => changed(tools, by, named, (request, judge) => decide(request, said, judge));

/**
 * Says whether the request that a caller names was an emergency. Errors: those of `changed`, `reviewEmergency`
 * and `takeStep`.
 */
export const reviewRequest = (
  tools: StepTools,
  by: Judge,
  named: string | undefined,
  said: Pick<Review, 'verdict' | 'reason'>,
): Promise<FootageRequest> =>
  changed(tools, by, named, (request, judge) => reviewEmergency(request, said, judge));

/**
 * The request as it is after the step; whoever takes it is compared with those whom the step answers. The record of a step says
 * what the request is, so none is taken of one that was altered: that would make it true. Errors: last `request-altered`.
 */
export async function changed(
  tools: StepTools,
  by: Judge,
  named: string | undefined,
  stepOf: (request: FootageRequest, by: Judge) => Step,
): Promise<FootageRequest> {
  const checked = await visibleRequest(tools, by, named);
  const { request } = checked;
  const step = stepOf(request, await atStation(tools.stations, by, request.id));
  refuseAltered(checked);
  await takeStep(tools, step);
  return step.after;
}

/** Takes a step with all that it brings, and has it told. Errors: `request-changed`, `held-bytes-cap` (conflict). */
async function takeStep(tools: StepTools, step: Step): Promise<Taken> {
  const taken = await tools.requests.take(step);
  await told(tools, taken);
  return taken;
}

/** Has a step that was taken told, and warns near the cap. */
export async function told(
  { log, maxHeldBytes: maxBytes, tellSoon }: Omit<StepTools, 'requests' | 'stations'>,
  { cappedBytes = 0 }: Taken,
): Promise<void> {
  if (isNearMost(cappedBytes, maxBytes)) {
    log.error({ cappedBytes, maxBytes }, 'unapproved requests and holds by hand hold almost the maximum');
  }
  await tellSoon();
}

/** Near the cap, the log and the inbox warn before requests are refused. */
const nearlyAll = 0.8;
export const isNearMost = (heldBytes: number, maxBytes: number): boolean => heldBytes >= maxBytes * nearlyAll;
