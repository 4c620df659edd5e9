import type { Clock } from '../../core/index.ts';
import type { RequestRepository } from '../request/request-repository.ts';
import { reminderDueMs } from '../request/urgency.ts';
import type { NotificationRepository } from './notification.ts';

export interface RemindDeps {
  readonly requests: Pick<RequestRepository, 'awaitingAnswer'>;
  readonly outbox: Pick<NotificationRepository, 'remind'>;
  readonly clock: Clock;
}

/** Reminds custodians of what they have not answered; the number of messages written. Done again, it writes none. */
export async function remindCustodians({ requests, outbox, clock }: RemindDeps): Promise<number> {
  const nowMs = clock.nowMs();
  let written = 0;
  for (const { id, awaited } of await requests.awaitingAnswer()) {
    const dueAtMs = awaited && reminderDueMs(awaited, nowMs);
    if (!awaited || dueAtMs === undefined) continue;
    const kind = dueAtMs < awaited.answerByMs ? 'answer-awaited' : 'answer-overdue';
    written += await outbox.remind(id, { kind, to: 'custodians' }, { dueAtMs, nowMs });
  }
  return written;
}
