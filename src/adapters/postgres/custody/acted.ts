import { formatInstant, type UserId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { CommonFields, EvidenceRecord } from '../../../log/index.ts';
import type { Pseudonyms } from './append.ts';

/** What stands in a record for what people wrote, and for people. */
export interface RecordWords {
  readonly salt: string;
  /** The name of a user in the log. */
  readonly nameOf: (user: UserId) => string;
}

type ActedFields = Pick<Extract<EvidenceRecord, { type: 'req' }>, 'actor' | 'role' | 'token'>;

/** Who did it and when, as records say it, by the custody event of the act. */
export const actedBy = (
  { atMs, actor, actorRole, tokenId }: Pick<CustodyEvent, 'atMs' | 'actor' | 'actorRole' | 'tokenId'>,
  nameOf: RecordWords['nameOf'],
): ActedFields & Pick<CommonFields, 'at'> => ({
  at: formatInstant(atMs),
  ...(actor && { actor: nameOf(actor) }),
  // A record of another role is refused by its form.
  role: actorRole as ActedFields['role'],
  ...(tokenId && { token: tokenId }),
});

/** Errors of what it answers: a defect where nobody asked for the pseudonym of that user. */
export const namedBy =
  (names: Pseudonyms): RecordWords['nameOf'] =>
  (user) => {
    const name = names.get(user);
    if (!name) throw new TypeError('a user of a record has no pseudonym');
    return name;
  };
