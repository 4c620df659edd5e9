import { AppError, type UserId } from '../../core/index.ts';
import { type CustodyEvent, custodyEvent } from '../../custody/index.ts';
import type { AtStation } from '../station/index.ts';
import type { User } from '../users.ts';
import { isComplete, peopleSha256 } from './people.ts';

/** How the founding ended. `upgrade`: the ward worked before wards were founded. */
export type FoundedHow = 'together' | 'first-approval' | 'upgrade';

/** An offer to close the founding, over a list of people. */
export interface ClosingOffer {
  readonly atMs: number;
  readonly byId: UserId;
  readonly peopleSha256: string;
}

/**
 * The beginning of a ward, in which an admin alone gives people their roles. An admin and a custodian close it together, or
 * it ends with the first approval.
 */
export type Founding =
  | { readonly isOpen: true; readonly offer?: ClosingOffer }
  | ({ readonly isOpen: false; readonly atMs: number; readonly how: FoundedHow } & AtStation);

export type OpenFounding = Extract<Founding, { isOpen: true }>;

/** A person who acts, in a role, over the list that was shown. */
export interface Founder extends AtStation {
  readonly user: User;
  readonly nowMs: number;
  readonly seenSha256: string;
}

export interface FoundingStep {
  readonly after: Founding;
  readonly event: CustodyEvent;
}

/**
 * Offers to close the founding; it replaces an earlier offer. Errors, conflict: `founding-over`, `founding-incomplete`
 * without an admin and a custodian, `people-changed` since the list was shown.
 */
export function offerClosing(founding: Founding, people: readonly User[], by: Founder): FoundingStep {
  const open = openOf(founding);
  refuseOtherList(people, by);
  if (!isComplete(people))
    throw new AppError('conflict', 'founding-incomplete', 'A ward needs an admin and a custodian.');
  const offer = { atMs: by.nowMs, byId: by.user.id, peopleSha256: by.seenSha256 };
  return { after: { ...open, offer }, event: foundingEvent('founding-offered', people, by) };
}

/**
 * Closes the founding that another person offered to close: of an admin and a custodian, one offers and the other confirms.
 * Errors, conflict: `founding-over`, `founding-not-offered`, `people-changed` since the offer or since the list was shown;
 * `founding-other-side` (forbidden) for who offered it, and for another person of that role.
 */
export function confirmClosing(founding: Founding, people: readonly User[], by: Founder): FoundingStep {
  const { offer } = openOf(founding);
  if (!offer)
    throw new AppError('conflict', 'founding-not-offered', 'Nobody has offered to close the founding.');
  refuseOtherList(people, by);
  if (offer.peopleSha256 !== by.seenSha256) throw peopleChanged();
  const offeredBy = people.find(({ id }) => id === offer.byId);
  if (!offeredBy || offeredBy.role === by.user.role)
    throw new AppError(
      'forbidden',
      'founding-other-side',
      'An admin and a custodian close the founding together: the other one confirms.',
    );
  const { nowMs: atMs, sameStation } = by;
  const closed = { how: 'together', ...(sameStation && { sameStation }) } as const;
  const event = foundingEvent('founding-closed', people, by, closed);
  return { after: { isOpen: false, atMs, ...closed }, event };
}

/** The event of a founding that ends with the approval of a request, or of an emergency afterwards. */
export const closedByApproval = (by: Pick<Founder, 'user' | 'nowMs'>): CustodyEvent =>
  custodyEvent(by, 'founding-closed', { detail: { how: 'first-approval' } });

function openOf(founding: Founding): OpenFounding {
  if (founding.isOpen) return founding;
  throw new AppError('conflict', 'founding-over', 'The founding of the ward is over.');
}

function refuseOtherList(people: readonly User[], { seenSha256 }: Founder): void {
  if (peopleSha256(people) !== seenSha256) throw peopleChanged();
}

const peopleChanged = (): AppError =>
  new AppError('conflict', 'people-changed', 'The list of people has changed: read the new one.');

const foundingEvent = (
  name: 'founding-offered' | 'founding-closed',
  people: readonly User[],
  { user, nowMs, seenSha256 }: Founder,
  closed?: { readonly how: FoundedHow } & AtStation,
): CustodyEvent =>
  custodyEvent({ user, nowMs }, name, {
    detail: { people: people.length, peopleSha256: seenSha256, ...closed },
  });
