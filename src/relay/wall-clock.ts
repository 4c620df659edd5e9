/**
 * Maps a run's media time (0 = first delivered access unit) to wall time. Within a run it is continuous and
 * strictly increasing; it slews, never steps.
 */
export interface WallClock {
  /**
   * Settles the segment that ends at `mediaToMs`. Called in order; each starts exactly where the last ended, the
   * first at `mediaFromMs` (default 0). Integers, UTC milliseconds.
   */
  closeSegment(mediaToMs: number, mediaFromMs?: number): { wallStartMs: number; wallEndMs: number };
  /** Wall time of a media time; provisional for anything not yet closed. */
  wallOf(mediaMs: number): number;
}
