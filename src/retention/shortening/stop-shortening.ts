import { AppError, canonicalJson } from '../../core/index.ts';
import { type Actor, custodyEvent } from '../../custody/index.ts';
import { keptPolicy, waitingVersions } from '../policy/policy-history.ts';
import type { ShorteningKind } from '../retention-letter.ts';
import { policyStanding, type ShorteningTools } from './shortening-tools.ts';

/** Whoever set it withdraws it; whoever got a letter about it stops it. */
export type StopCause = 'stopped' | 'withdrawn';

const eventOf = {
  stopped: 'shortening-stopped',
  withdrawn: 'shortening-withdrawn',
} as const;

/**
 * What counts now stays, and what would shorten it never counts. Errors: `conflict` `nothing-waits`, and those of
 * `PolicyRepository` and `ClockRepository`.
 */
export async function stopShortening(
  tools: Pick<ShorteningTools, 'policies' | 'expiryClock' | 'terms'>,
  by: Required<Actor>,
  { of, cause }: { readonly of: ShorteningKind; readonly cause: StopCause },
): Promise<void> {
  const event = (policy?: string) =>
    custodyEvent(by, eventOf[cause], { detail: { of, ...(policy !== undefined && { policy }) } });
  if (of === 'clock') return tools.expiryClock.refuseConfirmations(event());
  const { history, view } = await policyStanding(tools, by.nowMs);
  const [waiting] = waitingVersions(history, view);
  if (!waiting) throw nothingWaits();
  const policy = keptPolicy(history, view);
  const after = history.at(-1)?.version ?? 0;
  await tools.policies.add({ policy, cause, after, event: event(policy && canonicalJson(policy)) });
}

export const nothingWaits = (): AppError =>
  new AppError('conflict', 'nothing-waits', 'Nothing waits that would make footage expire sooner.');
