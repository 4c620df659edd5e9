import { unavailable } from '../../core/index.ts';
import type { RecordPlaces } from './record-places.ts';

const askEveryTries = 4;
const maxTries = 60;
const pauseMs = 250;

/** What a wait for the signer needs. */
export interface SealWait {
  readonly places: Pick<RecordPlaces, 'newestWaiting' | 'isWaiting'>;
  /** Asks the signer to seal what waits, now. */
  readonly askSeal: () => Promise<void>;
  readonly pause: (ms: number) => Promise<void>;
}

/**
 * Resolves when all that these chains say now is sealed; asks for it each second, for a quarter of a minute. Errors:
 * `unavailable` `seal-pending` when the signer does not sign, or refuses a record of theirs.
 */
export async function awaitSeal(
  { places, askSeal, pause }: SealWait,
  chains: readonly string[],
): Promise<void> {
  const mark = await places.newestWaiting();
  for (let tries = 0; tries < maxTries; tries++) {
    if (!(await places.isWaiting(chains, mark))) return;
    if (tries % askEveryTries === 0) await askSeal();
    else await pause(pauseMs);
  }
  throw unavailable('seal-pending', 'the signer does not seal the records');
}
