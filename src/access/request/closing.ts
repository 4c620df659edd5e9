import { AppError } from '../../core/index.ts';
import type { Closing, FootageRequest } from './request.ts';
import { type NotificationOrder, type RequestActor, refuse, release, type Step, stepEvent } from './step.ts';

/**
 * Ends a request; what it held expires with the rest. Its officer says what came of it, or takes back what still waits;
 * a custodian can only take an approval back. Errors: `request-not-open` (conflict), `outcome-not-yours` (forbidden).
 */
export function close(
  before: FootageRequest,
  { outcome, note }: Pick<Closing, 'outcome' | 'note'>,
  actor: RequestActor,
): Step {
  const { state } = before;
  const { user, nowMs } = actor;
  if (state !== 'submitted' && state !== 'approved') refuse('request-not-open', 'The request is not open.');
  const isOwn = before.requesterId === user.id;
  const isWithdrawal = outcome === 'withdrawn';
  const isTheirs = isOwn ? isWithdrawal || state === 'approved' : isWithdrawal && state === 'approved';
  if (!isTheirs)
    throw new AppError('forbidden', 'outcome-not-yours', 'Your role cannot give this outcome, or not yet.');
  const closing: Closing = { atMs: nowMs, byId: user.id, outcome, ...(note !== undefined && { note }) };
  const after: FootageRequest = { ...before, state: 'closed', closing, revision: before.revision + 1 };
  const name = isOwn && !isWithdrawal ? 'request-closed' : 'request-withdrawn';
  const notifications: NotificationOrder[] = isOwn ? [] : [{ kind: 'request-withdrawn', to: 'requester' }];
  const event = stepEvent(actor, name, after, { detail: { caseNumber: after.caseNumber, outcome } });
  return {
    before,
    after,
    events: [event],
    notifications,
    hold: release(actor, after, `Closed: ${outcome}.`),
  };
}
