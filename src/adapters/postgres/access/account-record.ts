import type { User } from '../../../access/index.ts';
import { formatInstant, type UserId } from '../../../core/index.ts';
import type { CustodyEvent, CustodyEventName, SameStation } from '../../../custody/index.ts';
import type { EvidenceRecord, Fact } from '../../../log/index.ts';
import { actedBy, type RecordWords } from '../custody/acted.ts';

type AccountFact = Extract<Fact, { type: 'usr' }>;
type WholeAccount = Extract<EvidenceRecord, { type: 'usr'; act: 'make' | 'change' }>;
type NameOf = RecordWords['nameOf'];

/** The proposal of another person that an act confirms. */
export interface ProposedBy {
  readonly id: string;
  readonly by: UserId;
  readonly sameStation?: SameStation | undefined;
}

/** What a record says of an account beside the event of the act. */
export interface AccountWords {
  readonly nameOf: NameOf;
  /** As it is after the act. */
  readonly account: User;
  readonly proposed?: ProposedBy | undefined;
}

/** The record of an act on an account, by its event; `undefined` of every other event. */
export function accountFact(event: CustodyEvent, words: AccountWords): Fact | undefined {
  const own = acts[event.event]?.(event, words);
  if (!own) return undefined;
  const about = { type: 'usr', user: words.nameOf(words.account.id) };
  // Its form is checked when it is stated: details of an event have no types.
  return { ...own, ...about, ...actedBy(event, words.nameOf) } as unknown as AccountFact;
}

/** The members that the newest record of the whole account has: row and record say the same, or one was changed. */
export const accountMembers = (
  { id, role, enabled, createdAtMs, roleSinceMs }: User,
  nameOf: NameOf,
): Pick<WholeAccount, 'type' | 'user' | 'as' | 'state' | 'created' | 'since'> => ({
  type: 'usr',
  user: nameOf(id),
  as: role,
  state: enabled ? 'enabled' : 'disabled',
  created: formatInstant(createdAtMs),
  ...(roleSinceMs !== undefined && { since: formatInstant(roleSinceMs) }),
});

type Own = (event: CustodyEvent, words: AccountWords) => object;

const whole =
  (act: WholeAccount['act']): Own =>
  (_, { account, nameOf, proposed }) => ({
    ...accountMembers(account, nameOf),
    act,
    ...(proposed && { proposed: proposalMember(proposed, nameOf) }),
  });

const proposalMember = ({ id, by, sameStation }: ProposedBy, nameOf: NameOf): object => ({
  id,
  by: nameOf(by),
  ...(sameStation && { same: sameStation }),
});

const secret =
  (act: string): Own =>
  () => ({ act });

const link =
  (act: string): Own =>
  ({ detail = {} }) => ({
    act,
    purpose: detail.purpose,
    ...(detail.proposalId !== undefined && { proposal: detail.proposalId }),
    ...(detail.sameStation !== undefined && { same: detail.sameStation }),
  });

const acts: Partial<Record<CustodyEventName, Own>> = {
  'user-created': whole('make'),
  'user-changed': whole('change'),
  'password-changed': secret('password'),
  'totp-enrolled': secret('second-factor'),
  'recovery-code-used': secret('recovery-code'),
  'session-revoked': secret('end-session'),
  'reset-stopped': secret('stop-reset'),
  'link-issued': link('link'),
  'link-used': link('use-link'),
  'token-made': ({ detail }) => ({ act: 'make-token', program: detail?.token, as: detail?.role }),
  'token-revoked': ({ detail }) => ({ act: 'revoke-token', program: detail?.token }),
  'deputy-named': ({ detail, actor, range }, { nameOf }) => ({
    act: 'deputy',
    deputy: detail?.deputyId,
    ...(actor && { custodian: nameOf(actor) }),
    ...(range && { t0: formatInstant(range.fromMs), t1: formatInstant(range.toMs) }),
  }),
  'deputy-ended': ({ detail }) => ({ act: 'end-deputy', deputy: detail?.deputyId }),
};
