import { AppError } from '../../core/index.ts';
import type { Closing, FootageRequest } from './request.ts';
import { type Hand, refuse, release, type Step, stepEvent, type Telling } from './step.ts';

/**
 * Ends a request; what it held expires with the rest. Its officer says what came of it, or takes back what still waits;
 * a custodian can only take an approval back. Errors: `request-not-open` (conflict), `outcome-not-yours` (forbidden).
 */
export function close(
  before: FootageRequest,
  { outcome, note }: Pick<Closing, 'outcome' | 'note'>,
  hand: Hand,
): Step {
  const { state } = before;
  const { user, nowMs } = hand;
  if (state !== 'submitted' && state !== 'approved') refuse('request-not-open', 'The request is not open.');
  const isOwn = before.requesterId === user.id;
  const isWithdrawal = outcome === 'withdrawn';
  const isTheirs = isOwn ? isWithdrawal || state === 'approved' : isWithdrawal && state === 'approved';
  if (!isTheirs)
    throw new AppError('forbidden', 'outcome-not-yours', 'This outcome is not yours to give, or not yet.');
  const closing: Closing = { atMs: nowMs, byId: user.id, outcome, ...(note !== undefined && { note }) };
  const after: FootageRequest = { ...before, state: 'closed', closing, revision: before.revision + 1 };
  const name = isOwn && !isWithdrawal ? 'request-closed' : 'request-withdrawn';
  const tellings: Telling[] = isOwn ? [] : [{ kind: 'request-withdrawn', to: 'requester' }];
  const event = stepEvent(hand, name, after, { detail: { caseNumber: after.caseNumber, outcome } });
  return { before, after, events: [event], tellings, hold: release(hand, after, `Closed: ${outcome}.`) };
}
