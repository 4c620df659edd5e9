import type { UserId } from '../../core/index.ts';
import type { FootageCount } from '../footage-count.ts';
import { expiresSooner, longerPolicy, type MaybePolicy, withFloor } from './longest-policy.ts';
import type { Located, RetentionPolicy, RetentionTerms } from './policy.ts';

/**
 * `stopped`, `withdrawn`: a custodian, or an admin, put back what counted before. `joined`: by an upgrade, from the policies
 * that each site had of its own.
 */
export type PolicyCause = 'set' | 'stopped' | 'withdrawn' | 'joined';

/** A policy as it was set; the last one is what the ward wants. */
export interface PolicyVersion {
  /** From 1, without gaps. */
  readonly version: number;
  /** Absent: none, so nothing expires. */
  readonly policy?: RetentionPolicy;
  readonly cause: PolicyCause;
  readonly setAtMs: number;
  /** Absent of one that is `joined`. */
  readonly setById?: UserId;
  /** Footage that it makes expire sooner; counted when it was set. */
  readonly shortened?: FootageCount;
}

/** The versions that count: those set within the delay, and the one before them, oldest first. */
export type PolicyHistory = readonly PolicyVersion[];

/** When and where a history is looked at. */
export interface PolicyView {
  readonly terms: RetentionTerms;
  readonly cameras: readonly Located[];
  readonly nowMs: number;
}

/**
 * Every policy that was the last one at some moment within the delay. Footage expires only when all of them say so: then
 * what shortens waits, and what lengthens does not.
 */
function policiesWithin(history: PolicyHistory, { terms, nowMs }: PolicyView): MaybePolicy[] {
  const recent = history.findIndex(({ setAtMs }) => setAtMs > nowMs - terms.delayMs);
  const first = recent === -1 ? history.length - 1 : recent - 1;
  return first === -1
    ? [undefined, ...history.map(({ policy }) => policy)]
    : history.slice(first).map(({ policy }) => policy);
}

/** The policy that counts now, without the floor; `undefined`: nothing expires. */
export const keptPolicy = (history: PolicyHistory, view: PolicyView): MaybePolicy =>
  policiesWithin(history, view).reduceRight((later, earlier) => longerPolicy(later, earlier, view.cameras));

/** The policy by which footage expires now; `undefined`: nothing does. */
export function countedPolicy(history: PolicyHistory, view: PolicyView): MaybePolicy {
  const kept = keptPolicy(history, view);
  return kept && withFloor(kept, view.terms.floorMs);
}

/** A version that makes footage expire sooner from then on, unless it is stopped. */
export interface WaitingVersion extends PolicyVersion {
  readonly countsFromMs: number;
}

/** The versions that will change what counts when their time comes, the next first. */
export function waitingVersions(history: PolicyHistory, view: PolicyView): WaitingVersion[] {
  const { terms, cameras, nowMs } = view;
  const counted = countedPolicy(history, view);
  const waiting: WaitingVersion[] = [];
  let then: MaybePolicy = history.at(-1)?.policy;
  for (const version of history.toReversed()) {
    then = longerPolicy(then, version.policy, cameras);
    const countsFromMs = version.setAtMs + terms.delayMs;
    const isSooner = expiresSooner(then && withFloor(then, terms.floorMs), counted, cameras);
    if (countsFromMs > nowMs && isSooner) waiting.unshift({ ...version, countsFromMs });
  }
  return waiting;
}
