import type { Branded } from '../../core/ids.ts';
import { AppError, invalid, isId, newId, notFound, type TimeRange, type UserId } from '../../core/index.ts';
import { type CustodyEvent, custodyEvent } from '../../custody/index.ts';
import { mayDeputise } from '../roles.ts';
import type { User, UserRepository } from '../users.ts';
import type { RequestActor } from './step.ts';

export type DeputyId = Branded<'deputy'>;

/** A custodian's order that another user judges in their place for a time. */
export interface Deputy {
  readonly id: DeputyId;
  readonly custodianId: UserId;
  readonly userId: UserId;
  readonly range: TimeRange;
  readonly createdAtMs: number;
  readonly endedAtMs?: number;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface DeputyRepository {
  /** The deputy and the event in one transaction. */
  name(deputy: Deputy, event: CustodyEvent): Promise<void>;
  /** Errors: `conflict` `deputy-ended`. */
  end(id: DeputyId, atMs: number, event: CustodyEvent): Promise<void>;
  byId(id: DeputyId): Promise<Deputy | undefined>;
  /** Not yet over, and not ended; the next to begin first. Without users whose role no longer allows it. */
  list(nowMs: number): Promise<Deputy[]>;
  /** Whose deputy the user is now, in a role that allows it; only of custodians who are still custodians, and enabled. */
  custodiansOf(userId: UserId, nowMs: number): Promise<UserId[]>;
}

/** A hand-over longer than that is a new custodian. */
const maxMs = 92 * 24 * 3_600_000;

/**
 * Errors, all `invalid`: `deputy-is-self`; `deputy-role` for a disabled user, and for one whose role cannot deputise;
 * `deputy-range` for one that is over, empty, or longer than a quarter.
 */
export function nameDeputy(
  { user, nowMs }: RequestActor,
  deputy: User,
  range: TimeRange,
): { readonly deputy: Deputy; readonly event: CustodyEvent } {
  if (deputy.id === user.id) throw invalid('deputy-is-self', 'Name another user.', 'name');
  if (!deputy.enabled || !mayDeputise(deputy.role))
    throw invalid('deputy-role', 'Only a technician or another custodian can be a deputy.', 'name');
  const isWithin = range.fromMs < range.toMs && range.toMs - range.fromMs <= maxMs && range.toMs > nowMs;
  if (!isWithin)
    throw invalid('deputy-range', 'A deputy needs a future time range of at most 92 days.', 'to');
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
export function endDeputy({ user, nowMs }: RequestActor, { id, custodianId, userId }: Deputy): CustodyEvent {
  if (custodianId !== user.id)
    throw new AppError('forbidden', 'deputy-not-yours', 'Another custodian named this deputy.');
  return custodyEvent({ user, nowMs }, 'deputy-ended', { subject: userId, detail: { deputyId: id } });
}

export interface DeputyTools {
  readonly users: Pick<UserRepository, 'byName'>;
  readonly deputies: DeputyRepository;
}

/** Names the user of that name as a deputy. Errors, invalid: `unknown-user`, those of `nameDeputy`. */
export async function appointDeputy(
  { users, deputies }: DeputyTools,
  by: RequestActor,
  { name, range }: { readonly name: string; readonly range: TimeRange },
): Promise<Deputy> {
  const known = await users.byName(name);
  if (!known) throw invalid('unknown-user', 'There is no user with that name.', 'name');
  const { deputy, event } = nameDeputy(by, known, range);
  await deputies.name(deputy, event);
  return deputy;
}

/**
 * Ends it before its time. `named` is what a caller calls the deputy: anybody's text. Errors: `deputy-not-found`,
 * `deputy-ended` (conflict), those of `endDeputy`.
 */
export async function dismissDeputy(deputies: DeputyRepository, by: RequestActor, named = ''): Promise<void> {
  const known = isId('deputy', named) ? await deputies.byId(named) : undefined;
  if (!known) throw notFound('deputy-not-found', 'There is no such deputy.');
  await deputies.end(known.id, by.nowMs, endDeputy(by, known));
}
