import type { VerifierKey } from '../log/index.ts';

/** A key as text (C2SP verifier key), or the SHA-256 of that text, in hex, as it is printed on paper. */
export type PinnedKey = string;

/** What the person who verifies trusts, from paper or from a file of their own; nothing of it comes out of the bundle. */
export interface TrustedKeys {
  readonly log: readonly PinnedKey[];
  /** Without one, the manifest is trusted as far as the log names it. */
  readonly export: readonly PinnedKey[];
  /** SHA-256, hex, of the certificates of time stamp authorities: then a time stamp is demanded. */
  readonly timestamp?: readonly string[];
  readonly witnesses: readonly VerifierKey[];
  /** Whether these witnesses are enough; `undefined`: none is demanded. */
  readonly isQuorum?: (witnesses: readonly { readonly key: VerifierKey }[]) => boolean;
}
