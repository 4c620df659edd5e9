import type { Findings } from './finding.ts';
import type { VerifierPlatform } from './platform.ts';
import type { TrustedKeys } from './trusted-keys.ts';
import type { OpenedBundle } from './zip/opened-bundle.ts';

/** What every step of a verification works with. */
export interface Verifying {
  readonly bundle: OpenedBundle;
  readonly trusted: TrustedKeys;
  readonly platform: VerifierPlatform;
  readonly findings: Findings;
}
