import type { Branded } from '../../core/ids.ts';
import { AppError, invalid, newId, type TimeRange, type UserId } from '../../core/index.ts';
import { type CustodyEvent, custodyEvent } from '../../custody/index.ts';
import type { User } from '../users.ts';
import type { Hand } from './step.ts';

export type DeputyId = Branded<'deputy'>;

/** A custodian's word that somebody judges in their place for a while. */
export interface Deputy {
  readonly id: DeputyId;
  readonly custodianId: UserId;
  readonly userId: UserId;
  readonly range: TimeRange;
  readonly createdAtMs: number;
  readonly endedAtMs?: number;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface Deputies {
  /** The deputy and the event in one transaction. */
  name(deputy: Deputy, event: CustodyEvent): Promise<void>;
  /** Errors: `conflict` `deputy-ended`. */
  end(id: DeputyId, atMs: number, event: CustodyEvent): Promise<void>;
  byId(id: DeputyId): Promise<Deputy | undefined>;
  /** Not yet over, and not ended; the next to begin first. */
  list(nowMs: number): Promise<Deputy[]>;
  /** Whose deputy the user is now; only of custodians who are still custodians, and enabled. */
  custodiansOf(userId: UserId, nowMs: number): Promise<UserId[]>;
}

/** A hand-over longer than that is a new custodian. */
const longestMs = 92 * 24 * 3_600_000;

/**
 * Errors, all `invalid`: `deputy-is-self`; `deputy-role` for an officer, because the police would answer themselves,
 * and for an auditor, who changes nothing; `deputy-range` for one that is over, empty, or longer than a quarter.
 */
export function nameDeputy(
  { user, nowMs }: Hand,
  deputy: User,
  range: TimeRange,
): { readonly deputy: Deputy; readonly event: CustodyEvent } {
  if (deputy.id === user.id) throw invalid('deputy-is-self', 'Name somebody else.', 'name');
  if (!deputy.enabled || deputy.role === 'officer' || deputy.role === 'auditor') {
    throw invalid('deputy-role', 'Neither an officer nor an auditor can be a deputy.', 'name');
  }
  const isWithin = range.fromMs < range.toMs && range.toMs - range.fromMs <= longestMs && range.toMs > nowMs;
  if (!isWithin)
    throw invalid('deputy-range', 'A deputy is named for a time to come, 92 days at most.', 'to');
  const id = newId('deputy', nowMs);
  return {
    deputy: { id, custodianId: user.id, userId: deputy.id, range, createdAtMs: nowMs },
    event: custodyEvent({ user, nowMs }, 'deputy-named', {
      subject: deputy.id,
      range,
      detail: { deputyId: id },
    }),
  };
}

/** Only by who named the deputy. Errors: `deputy-not-yours` (forbidden). */
export function endDeputy({ user, nowMs }: Hand, { id, custodianId, userId }: Deputy): CustodyEvent {
  if (custodianId !== user.id)
    throw new AppError('forbidden', 'deputy-not-yours', 'Another custodian named this deputy.');
  return custodyEvent({ user, nowMs }, 'deputy-ended', { subject: userId, detail: { deputyId: id } });
}
