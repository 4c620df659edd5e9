/** A fragment of a playlist on the player's timeline, and the wall time at which it begins. */
export interface TimedFragment {
  /** On the player's timeline, in seconds. */
  readonly start: number;
  readonly duration: number;
  /** `EXT-X-PROGRAM-DATE-TIME`, in milliseconds; absent where the playlist says none. */
  readonly programDateTime?: number | null;
  /** Fragments of one stored segment have the same: media time goes on between them. */
  readonly cc?: number;
}

/** A frame on the border between two fragments may fall to either side by rounding. */
const borderS = 0.002;

/** The wall time of the frame at a position; `undefined` outside of all fragments. */
export function wallMsOf(fragments: readonly TimedFragment[], mediaS: number): number | undefined {
  const fragment = fragments.findLast(({ start }) => start <= mediaS + borderS);
  if (!fragment || typeof fragment.programDateTime !== 'number') return undefined;
  return fragment.programDateTime + (mediaS - fragment.start) * 1000;
}

/** The position of a wall time; in a gap, where the footage goes on after it; after all of it, near its end. */
export function mediaSOf(fragments: readonly TimedFragment[], wallMs: number): number | undefined {
  for (const { start, duration, programDateTime } of fragments) {
    if (typeof programDateTime !== 'number') continue;
    const offsetS = (wallMs - programDateTime) / 1000;
    if (offsetS < duration) return start + Math.max(0, offsetS);
  }
  const last = fragments.at(-1);
  return last && Math.max(last.start, last.start + last.duration - 0.2);
}

/** Less than a frame of a slow stream is no doubt. */
const doubtlessMs = 40;

/**
 * How far off the wall time of a frame may be, in milliseconds; 0 when it is certain. Within a stored segment a GOP
 * lasts as long by the camera's clock as by ours, or frames were lost, or the camera's clock ran wrong: then where in
 * the GOP its frames belong is known to that difference only.
 */
export function doubtMsOf(fragments: readonly TimedFragment[], mediaS: number): number {
  const at = fragments.findLastIndex(({ start }) => start <= mediaS + borderS);
  const [fragment, next] = [fragments[at], fragments[at + 1]];
  if (!fragment || next?.cc !== fragment.cc) return 0;
  if (typeof fragment.programDateTime !== 'number' || typeof next?.programDateTime !== 'number') return 0;
  const byCameraMs = fragment.duration * 1000;
  const doubtMs = Math.abs(next.programDateTime - fragment.programDateTime - byCameraMs);
  return doubtMs > doubtlessMs ? Math.round(doubtMs) : 0;
}
