import { hourMs, type UserId } from '../core/index.ts';

/** Where a person acts, in keyed digests: they show that two acts came from one place, and not from which. */
export interface ActStation {
  /** One for each mark in the browser; none of a program. */
  readonly browser: readonly string[];
  readonly address?: string;
}

/** The station that two acts share. `both`: browser and network address. */
export type SameStation = 'browser' | 'address' | 'both';

/** An act of a person. */
export interface StationedAct {
  readonly userId: UserId;
  readonly atMs: number;
  readonly station: ActStation;
}

/** Two acts within this time are compared. Digests that are older are of no use, and forgotten. */
export const stationLastsMs = hourMs;

/** Answers the station that an act shares with acts of other people up to an hour before it. */
export function sameStation(act: StationedAct, earlier: readonly StationedAct[]): SameStation | undefined {
  const others = earlier.filter(
    ({ userId, atMs }) => userId !== act.userId && act.atMs - atMs <= stationLastsMs,
  );
  const { browser, address } = act.station;
  const isBrowser = others.some(({ station }) => station.browser.some((mark) => browser.includes(mark)));
  const isAddress = address !== undefined && others.some(({ station }) => station.address === address);
  if (isBrowser) return isAddress ? 'both' : 'browser';
  return isAddress ? 'address' : undefined;
}
