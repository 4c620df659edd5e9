import type { SiteId, UserId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { RetentionPolicy } from './policy.ts';

export interface PolicyInForce {
  readonly policy: RetentionPolicy;
  readonly setAtMs: number;
  readonly setById: UserId;
}

/** Policies as they were set; the latest is in force. Errors: `unavailable` `catalogue-unavailable`. */
export interface PolicyRepository {
  /** `undefined` until an admin has set one: nothing expires. */
  inForce(siteId: SiteId): Promise<PolicyInForce | undefined>;
  /**
   * One transaction: the policy, its event, and the marks of the old one are taken back as far as their deletion has
   * not begun. Errors: `invalid` `unknown-camera`, `unknown-neighbourhood`.
   */
  set(siteId: SiteId, policy: RetentionPolicy, event: CustodyEvent): Promise<void>;
}
