import type { Range } from '../time/spoken-range.ts';

/** The service puts no more than that into one playlist. */
const maxMs = 6 * 3_600_000;

/** What of a range is in the playlist that is begun at an instant, as its parameters. */
export function playlistWindow({ fromMs, toMs }: Range, startMs: number): { from: string; to: string } {
  const begin = Math.max(fromMs, Math.min(startMs - maxMs / 6, toMs - maxMs));
  return {
    from: new Date(begin).toISOString(),
    to: new Date(Math.min(toMs, begin + maxMs)).toISOString(),
  };
}
