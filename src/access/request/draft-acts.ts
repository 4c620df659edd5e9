import { newDraft, redrafted, requireDraft } from './filing.ts';
import type { FootageRequest, RequestDraft } from './request.ts';
import type { RequestRepository } from './request-repository.ts';
import { ownRequest } from './sight.ts';
import type { RequestActor } from './step.ts';

interface DraftTools {
  readonly requests: RequestRepository;
}

/** Stores a new draft of the caller. */
export async function saveDraft(
  { requests }: DraftTools,
  by: RequestActor,
  said: RequestDraft,
): Promise<FootageRequest> {
  const draft = newDraft(said, by);
  await requests.keepDraft(draft);
  return draft;
}

/** Replaces the content of the draft that the caller names. Errors: those of `ownRequest` and `redrafted`. */
export async function changeDraft(
  tools: DraftTools,
  by: RequestActor,
  named: string | undefined,
  said: RequestDraft,
): Promise<FootageRequest> {
  const draft = redrafted(await ownRequest(tools, by.user, named), said);
  await tools.requests.keepDraft(draft);
  return draft;
}

/** Deletes the draft that the caller names. Errors: those of `ownRequest` and `requireDraft`. */
export async function dropDraft(
  tools: DraftTools,
  by: RequestActor,
  named: string | undefined,
): Promise<void> {
  const draft = await ownRequest(tools, by.user, named);
  requireDraft(draft);
  await tools.requests.dropDraft(draft);
}
