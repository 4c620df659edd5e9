import { AppError, type Clock, type Log, messageOf } from '../../core/index.ts';
import { parseSegmentId } from '../../recording/index.ts';
import type { FootageRepository, StoredSegment } from '../footage-repository.ts';
import { type CopyTools, copyOfGop } from './copied-gop.ts';
import type { CopyAnswer, CopyOrder } from './copy-order.ts';
import type { AnswerSealer, CopyOutcome } from './sealed-answer.ts';

export interface MakeCopyDeps extends CopyTools {
  readonly footage: Pick<FootageRepository, 'segment'>;
  readonly sealer: AnswerSealer;
  /** Sends an answer to the process that waits at that desk. Errors: `queue-unavailable` (unavailable). */
  readonly answer: (desk: string, answer: CopyAnswer) => Promise<void>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/**
 * Makes the copy of a GOP and answers with it. An order for which nobody waits any longer is skipped; so is one that cannot be
 * answered, because whoever waits for it orders again.
 */
export async function makeCopy(deps: MakeCopyDeps, order: CopyOrder): Promise<'done' | 'skipped'> {
  if (deps.clock.nowMs() > order.untilMs) return 'skipped';
  try {
    const segment = await orderedSegment(deps, order);
    if (!segment) return 'skipped';
    const outcome = await outcomeOf(deps, segment, order.gop);
    const sealed = deps.sealer.seal(outcome, { ...order, sha256: segment.sha256 });
    await deps.answer(order.desk, { order: order.order, sealed });
    return 'done';
  } catch (error) {
    deps.log.warn(
      { segment: order.segmentId, error: messageOf(error) },
      'an order of a copy was not answered',
    );
    return 'skipped';
  }
}

async function orderedSegment({ footage }: MakeCopyDeps, { cameraId, segmentId }: CopyOrder) {
  const named = parseSegmentId(segmentId);
  return named && footage.segment(cameraId, segmentId, { fromMs: named.startMs, toMs: named.startMs + 1 });
}

async function outcomeOf(deps: MakeCopyDeps, segment: StoredSegment, gop: number): Promise<CopyOutcome> {
  try {
    return { copy: await copyOfGop(deps, segment, gop) };
  } catch (error) {
    deps.log.warn({ segment: segment.id, gop, error: messageOf(error) }, 'a copy was not made');
    return { code: error instanceof AppError ? error.code : 'copy-failed' };
  }
}
