import type { SiteId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { RetentionLetter } from '../retention-letter.ts';
import type { MaybePolicy } from './longest-policy.ts';
import type { Located } from './policy.ts';
import type { PolicyHistory, PolicyVersion } from './policy-history.ts';

/** A version to be, with its record and the letter to those who may stop it. */
export interface NewPolicyVersion extends Pick<PolicyVersion, 'cause' | 'shortened'> {
  readonly policy: MaybePolicy;
  /** The last version that its maker knew; 0 for none. */
  readonly after: number;
  readonly event: CustodyEvent;
  /** To every custodian, and every deputy just now. */
  readonly letter?: RetentionLetter;
}

/** The ward's policies as they were set. Errors: `unavailable` `catalogue-unavailable`. */
export interface PolicyRepository {
  /** The versions set after `sinceMs` and the one before them, oldest first; the last is what the ward wants. */
  history(sinceMs: number): Promise<PolicyHistory>;
  /** Those of the site, or of the ward. */
  cameras(siteId?: SiteId): Promise<Located[]>;
  /**
   * One transaction: the version, its event and letters, and the marks of the old one are taken back as far as their
   * deletion has not begun. Errors: `invalid` `unknown-camera`, `unknown-neighbourhood`; `conflict` `retention-changed`.
   */
  add(version: NewPolicyVersion): Promise<void>;
}
