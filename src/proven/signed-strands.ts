import { inParallel } from '../core/index.ts';
import { openChainEnd, type SignedChainEnd } from '../log/index.ts';
import { openedByLog, type SignedLog } from './signed-log.ts';

const readsAtOnce = 8;

/**
 * The newest sealed record of each strand of custody events that has one, by the number of the strand; none before the log has a
 * key. Errors: those of the store and of `openChainEnd`.
 */
export async function signedStrands(log: SignedLog, count: number): Promise<Map<number, SignedChainEnd>> {
  const key = await log.key();
  if (!key) return new Map();
  const read = log.filesOf(key.name);
  const ends = await inParallel(readsAtOnce, [...Array(count).keys()], async (strand) => {
    const chain = `ev/${strand}`;
    const note = await read(`chains/${chain}`);
    return (
      note && ([strand, await openedByLog(log, key, (each) => openChainEnd(note, each, chain))] as const)
    );
  });
  return new Map(ends.filter((end) => end !== undefined));
}
