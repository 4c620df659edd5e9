import type { Judge } from '../request/decision.ts';
import type { Emergency, FootageRequest, RequestDraft } from '../request/request.ts';
import {
  camerasIn,
  changed,
  type Filed,
  type RequestTools,
  type StepTools,
  told,
} from '../request/request-acts.ts';
import { ownRequest } from '../request/sight.ts';
import type { RequestActor } from '../request/step.ts';
import { addLetter, type WrittenLetter } from './adding-letter.ts';
import { countersign, mayCountersign } from './countersigning.ts';
import type { EmergencyLimits } from './limits.ts';
import { emergencyRestMs, openEmergency } from './opening.ts';

export interface EmergencyTools extends RequestTools {
  readonly emergencyLimits: EmergencyLimits;
}

/**
 * Opens a request at once, or has it wait for a countersignature. Errors: those of `openEmergency` and
 * `RequestRepository.takeEmergency`.
 */
export async function callEmergency(
  tools: EmergencyTools,
  by: RequestActor,
  { draft, reason }: { readonly draft: RequestDraft } & Pick<Emergency, 'reason'>,
): Promise<Filed> {
  const call = { cameraIds: await camerasIn(tools, draft), reason, limits: tools.emergencyLimits };
  const since = { requesterId: by.user.id, sinceMs: by.nowMs - emergencyRestMs };
  const { step, ...taken } = await tools.requests.takeEmergency(since, (earlier) =>
    openEmergency(draft, { ...call, earlier }, by),
  );
  await told(tools, taken);
  return { request: step.after, ...taken };
}

/** Countersigns the emergency that a caller names. Errors: those of `changed`, `countersign` and `takeStep`. */
export const countersignRequest = (
  tools: StepTools,
  by: Judge,
  named: string | undefined,
): Promise<FootageRequest> => changed(tools, by, named, countersign);

/** Adds a written request to the caller's own emergency. Errors: those of `ownRequest`, `changed`, `addLetter` and `takeStep`. */
export async function addLetterTo(
  tools: StepTools,
  by: Judge,
  named: string | undefined,
  { letter, timeZone }: { readonly letter: WrittenLetter; readonly timeZone: string },
): Promise<FootageRequest> {
  const { id } = await ownRequest(tools, by.user, named);
  return changed(tools, by, id, (request, actor) => addLetter(request, letter, actor, timeZone));
}

/** Emergencies that the user can countersign now; the longest waiting first. */
export async function countersignableBy(
  { requests }: Pick<RequestTools, 'requests'>,
  judge: Judge,
): Promise<FootageRequest[]> {
  const all = await requests.countersignable(judge.nowMs);
  return all.filter((request) => mayCountersign(request, judge));
}
