import { type CameraId, isId, newId, notFound, type TimeRange } from '../../core/index.ts';
import { type CustodyEventName, custodyEvent } from '../../custody/index.ts';
import type { CheckedRequests } from '../request/checked-request.ts';
import type { FootageRequest } from '../request/request.ts';
import type { RequestRepository } from '../request/request-repository.ts';
import { ownRequest } from '../request/sight.ts';
import type { RequestActor } from '../request/step.ts';
import { permitLook } from '../scope.ts';
import type { Mark, MarkWords, NewMark } from './mark.ts';
import type { MarkRepository, MarkStep } from './mark-repository.ts';

export interface MarkTools {
  readonly requests: Pick<RequestRepository, 'byId'>;
  readonly checkedRequests: CheckedRequests;
  readonly marks: MarkRepository;
  /** The time of the stored GOP whose keyframe is the latest at or before that instant. */
  readonly gopBefore: (cameraId: CameraId, atMs: number) => Promise<TimeRange | undefined>;
}

/**
 * Marks an instant that the request of the caller opens now. Errors: those of `ownRequest`, `permitLook` and
 * `MarkRepository.keep`; `no-picture-then` (not-found) where a still is chosen and there is none.
 */
export async function markInstant(
  tools: MarkTools,
  by: RequestActor,
  named: string | undefined,
  said: NewMark,
): Promise<Mark> {
  const request = await ownRequest(tools, by.user, named);
  const id = newId('mark', by.nowMs);
  const mark = { ...said, id, requestId: request.id, madeById: by.user.id, madeAtMs: by.nowMs };
  await permitMark(tools, by, request, mark);
  await tools.marks.keep(stepOf('mark-made', by, request, mark));
  return mark;
}

/** How a caller names a mark: anybody's text. */
export interface NamedMark {
  readonly request: string | undefined;
  readonly mark: string | undefined;
}

/** Gives a mark other words; what is absent stays. Errors: as `markInstant`, and `mark-not-found` (not-found). */
export async function changeMark(
  tools: MarkTools,
  by: RequestActor,
  named: NamedMark,
  said: Partial<MarkWords>,
): Promise<Mark> {
  const { request, mark } = await ownMark(tools, by, named);
  const changed = { ...mark, ...said, changedAtMs: by.nowMs };
  await permitMark(tools, by, request, changed);
  await tools.marks.keep(stepOf('mark-changed', by, request, changed));
  return changed;
}

/** Errors: as `changeMark`. */
export async function removeMark(tools: MarkTools, by: RequestActor, named: NamedMark): Promise<void> {
  const { request, mark } = await ownMark(tools, by, named);
  await permitMark(tools, by, request, { ...mark, isPictured: false });
  await tools.marks.remove(stepOf('mark-removed', by, request, mark));
}

async function ownMark(
  tools: MarkTools,
  by: RequestActor,
  named: NamedMark,
): Promise<Pick<MarkStep, 'request' | 'mark'>> {
  const request = await ownRequest(tools, by.user, named.request);
  const { mark: id = '' } = named;
  const mark = isId('mark', id) ? await tools.marks.byId(request.id, id) : undefined;
  if (mark) return { request, mark };
  throw notFound('mark-not-found', 'The request has no such mark.');
}

/** As for a look at that instant: a mark says that its officer saw it. */
async function permitMark(
  { gopBefore, checkedRequests }: MarkTools,
  { user, nowMs }: RequestActor,
  { id }: FootageRequest,
  { cameraId, atMs, isPictured }: NewMark,
): Promise<void> {
  const look = { asked: await checkedRequests.byId(id), user, cameraId, nowMs };
  permitLook({ ...look, wanted: { kind: 'instant', atMs } });
  if (!isPictured) return;
  const gop = await gopBefore(cameraId, atMs);
  if (!gop) throw notFound('no-picture-then', 'There is no picture at that time.');
  permitLook({ ...look, wanted: { kind: 'stored', range: gop } });
}

/** The log does not hold what people write. */
function stepOf(
  name: Extract<CustodyEventName, `mark-${string}`>,
  by: RequestActor,
  request: FootageRequest,
  mark: Mark,
): MarkStep {
  const { id: markId, cameraId, atMs, isPictured } = mark;
  const event = custodyEvent(by, name, {
    requestId: request.id,
    cameraId,
    range: { fromMs: atMs, toMs: atMs + 1 },
    detail: { markId, still: isPictured ? 'chosen' : 'none' },
  });
  return { request, mark, event };
}
