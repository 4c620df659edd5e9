import { canonicalJson, formatInstant } from '../../core/index.ts';
import { type Actor, type CustodyDetail, custodyEvent } from '../../custody/index.ts';
import { expiresSooner, withFloor } from '../policy/longest-policy.ts';
import type { RetentionPolicy } from '../policy/policy.ts';
import { countedPolicy } from '../policy/policy-history.ts';
import { type Shortening, shorteningLetter } from '../retention-letter.ts';
import { shortenedFootage } from './shortened-footage.ts';
import { type PolicyStanding, policyStanding, type ShorteningTools } from './shortening-tools.ts';

/**
 * Sets a policy. What it lengthens counts at once, what it shortens after the delay: until then custodians know in numbers.
 * Errors: those of `PolicyRepository` and `FootageCounter`.
 */
export async function setPolicy(
  tools: ShorteningTools,
  by: Required<Actor>,
  policy: RetentionPolicy,
): Promise<void> {
  const standing = await policyStanding(tools, by.nowMs);
  const shortening = await shorteningOf(tools, standing, policy);
  const detail = { policy: canonicalJson(policy), ...(shortening && detailOf(shortening)) };
  await tools.policies.add({
    policy,
    cause: 'set',
    after: standing.history.at(-1)?.version ?? 0,
    event: custodyEvent(by, 'retention-policy-set', { detail }),
    ...(shortening && {
      shortened: shortening.count,
      letter: shorteningLetter(shortening, tools.letters),
    }),
  });
}

/**
 * What the policy would shorten if it were set now, in the numbers that custodians get; `undefined` where nothing would
 * expire sooner. Errors: those of `PolicyRepository` and `FootageCounter`.
 */
export const foreseeShortening = async (
  tools: ShorteningTools,
  policy: RetentionPolicy,
  nowMs: number,
): Promise<Shortening | undefined> => shorteningOf(tools, await policyStanding(tools, nowMs), policy);

/** `undefined` where nothing expires sooner than by what counts now. */
async function shorteningOf(
  { counter, terms }: ShorteningTools,
  { history, view }: PolicyStanding,
  policy: RetentionPolicy,
): Promise<Shortening | undefined> {
  const { cameras } = view;
  const before = countedPolicy(history, view);
  const after = withFloor(policy, terms.floorMs);
  if (!expiresSooner(after, before, cameras)) return undefined;
  const countsFromMs = view.nowMs + terms.delayMs;
  const count = await shortenedFootage(counter, cameras, { before, after, countsFromMs });
  return { kind: 'policy', countsFromMs, count };
}

/** As the log keeps it. */
export const detailOf = ({ countsFromMs, count }: Omit<Shortening, 'kind'>): CustodyDetail => ({
  countsFrom: formatInstant(countsFromMs),
  segments: count.segments,
  cameras: count.cameras,
  sizeBytes: count.sizeBytes,
});
