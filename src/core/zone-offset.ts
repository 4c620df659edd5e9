import { dayMs, minuteMs } from './durations.ts';

/**
 * For each instant ` +02:00`, the zone's offset from UTC, in an hour that its clock shows twice, where the clocks are set
 * back; empty at any other time. Errors: `RangeError` when the zone is none of the IANA time zones.
 */
export function offsetIfTwice(timeZone: string): (atMs: number) => string {
  const textAt = utcOffset(timeZone);
  const msAt = (atMs: number) => offsetMsOf(textAt(atMs));
  /** No zone changes its offset twice within a day. */
  const isTwice = (atMs: number) => {
    const offsetMs = msAt(atMs);
    return [atMs - dayMs, atMs + dayMs]
      .map(msAt)
      .some((otherMs) => otherMs !== offsetMs && msAt(atMs + offsetMs - otherMs) === otherMs);
  };
  return (atMs) => (isTwice(atMs) ? ` ${textAt(atMs)}` : '');
}

/** `+02:00`: the zone's offset from UTC at each instant. Errors: those of `offsetIfTwice`. */
export function utcOffset(timeZone: string): (atMs: number) => string {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (atMs) => {
    const name = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    // `GMT+02:00`, and `GMT` alone at UTC.
    return name.slice(3) || '+00:00';
  };
}

/** `+02:00`, and `+00:53:28` of the local times of long ago. */
function offsetMsOf(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(':').map(Number);
  const ms = (hours * 60 + minutes) * minuteMs + seconds * 1_000;
  return text.startsWith('-') ? -ms : ms;
}
