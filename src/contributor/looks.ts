import { monthOf } from '../camera/index.ts';
import type { CameraId } from '../core/index.ts';
import type { CustodyEventName } from '../custody/index.ts';

/** Kinds of looks at pictures of a camera, with their custody events. Coverage shows none. */
export const lookEvents = {
  playback: 'playlist-issued',
  still: 'still-issued',
  storyboard: 'storyboard-issued',
  download: 'download-issued',
  enrolment: 'enrolment-still-shown',
} as const satisfies Record<string, CustodyEventName>;

export type LookKind = keyof typeof lookEvents;
export const lookKinds = Object.keys(lookEvents) as LookKind[];

/** How often in one month; no names, no case. An export counts as one download, in however many ranges it was sent. */
export interface MonthOfLooks {
  /** `2026-11`, of the site's time zone. */
  readonly month: string;
  readonly counts: Readonly<Record<LookKind, number>>;
}

/** Counts in the custody log. Errors: `unavailable` `catalogue-unavailable`. */
export interface LookRepository {
  /** Newest month first; those without a look are left out. */
  ofCamera(cameraId: CameraId, timeZone: string): Promise<MonthOfLooks[]>;
}

/**
 * The months that a contributor learns: complete ones. A count of the running month would reveal, during an
 * investigation, that footage of this door is looked at.
 */
export const pastMonths = (
  months: readonly MonthOfLooks[],
  nowMs: number,
  timeZone: string,
): MonthOfLooks[] => months.filter(({ month }) => month < monthOf(nowMs, timeZone));
