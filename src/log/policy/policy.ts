import type { VerifiedSignature, VerifierKey } from '../notes/index.ts';

/** A key of the policy, and where its owner is reached. */
export interface PolicyParty {
  readonly key: VerifierKey;
  readonly url?: string;
}

/** One witness, or as many as `threshold` of the members. */
export type Quorum = PolicyParty | { readonly threshold: number; readonly members: readonly Quorum[] };

/** Which checkpoints count (C2SP tlog-policy): those of one of the logs, with cosignatures that fill the quorum. */
export interface LogPolicy {
  readonly logs: readonly PolicyParty[];
  /** Also those that no quorum needs. */
  readonly witnesses: readonly PolicyParty[];
  /** `undefined` for `quorum none`: checkpoints count without a witness. */
  readonly quorum: Quorum | undefined;
}

/** The keys of the logs that the policy is about, where none of them is this one. */
export const otherLogs = ({ logs }: Pick<LogPolicy, 'logs'>, { name, keyId }: VerifierKey): VerifierKey[] =>
  logs.some(({ key }) => key.name === name && key.keyId === keyId) ? [] : logs.map(({ key }) => key);

/** Whether these witnesses are enough. The signatures are verified under keys of the policy. */
export const fillsQuorum = (
  { quorum }: LogPolicy,
  witnesses: readonly Pick<VerifiedSignature, 'key'>[],
): boolean => quorum === undefined || fills(quorum, new Set(witnesses.map(({ key }) => key)));

function fills(quorum: Quorum, cosigned: ReadonlySet<VerifierKey>): boolean {
  if ('key' in quorum) return cosigned.has(quorum.key);
  return quorum.members.filter((member) => fills(member, cosigned)).length >= quorum.threshold;
}
