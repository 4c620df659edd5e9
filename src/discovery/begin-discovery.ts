import { type Clock, messageOf, newId, type SiteId } from '../core/index.ts';
import type { Discovery, DiscoveryRepository } from './discovery-repository.ts';

interface BeginDeps {
  readonly discoveries: Pick<DiscoveryRepository, 'begin' | 'fail'>;
  readonly clock: Clock;
}

/** What a person asks for: a host that answers no probe may be named. */
export interface AskedDiscovery {
  readonly siteId: SiteId;
  /** An IPv4 address in the camera networks. */
  readonly host?: string | undefined;
}

/** Writes down that somebody looks for cameras from now on. Errors: `unknown-site` (invalid). */
export async function begunDiscovery(
  { discoveries, clock }: BeginDeps,
  { siteId, host }: AskedDiscovery,
): Promise<Discovery> {
  const startedAtMs = clock.nowMs();
  const id = newId('discovery', startedAtMs);
  const begun = { id, siteId, startedAtMs, ...(host !== undefined && { host }) };
  await discoveries.begin(begun);
  return begun;
}

/** Begins a discovery that somebody waits for: `queue` brings it to a worker. Errors: those of `queue`; then it has failed. */
export async function beginDiscovery(
  deps: BeginDeps,
  asked: AskedDiscovery,
  queue: (id: string) => Promise<void>,
): Promise<Discovery> {
  const begun = await begunDiscovery(deps, asked);
  try {
    await queue(begun.id);
  } catch (error) {
    await deps.discoveries.fail(begun.id, messageOf(error), begun.startedAtMs);
    throw error;
  }
  return begun;
}
