import { calendarDayOf } from '../camera/index.ts';
import type { CameraId } from '../core/index.ts';
import type { CustodyEventName } from '../custody/index.ts';

/** How somebody saw pictures of a camera, and what the custody log calls it. Coverage shows none. */
export const lookEvents = {
  playback: 'playlist-issued',
  still: 'still-issued',
  storyboard: 'storyboard-issued',
  download: 'download-issued',
  enrolment: 'enrolment-still-shown',
} as const satisfies Record<string, CustodyEventName>;

export type LookKind = keyof typeof lookEvents;
export const lookKinds = Object.keys(lookEvents) as LookKind[];

/** How often in one month; no names, no case. A take-away is one download, in however many ranges it came. */
export interface MonthOfLooks {
  /** `2026-11`, of the site's time zone. */
  readonly month: string;
  readonly counts: Readonly<Record<LookKind, number>>;
}

/** Counts in the custody log. Errors: `unavailable` `catalogue-unavailable`. */
export interface LookMeter {
  /** Newest month first; those without a look are left out. */
  ofCamera(cameraId: CameraId, timeZone: string): Promise<MonthOfLooks[]>;
}

/** `2026-11` in that zone. */
export const monthOf = (atMs: number, timeZone: string): string => calendarDayOf(atMs, timeZone).slice(0, 7);

/**
 * What a contributor is told: months that are over. A count of the running month would tell, while it goes on, that
 * somebody looks into what happened in front of the door.
 */
export const told = (months: readonly MonthOfLooks[], nowMs: number, timeZone: string): MonthOfLooks[] =>
  months.filter(({ month }) => month < monthOf(nowMs, timeZone));
