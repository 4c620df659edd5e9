/** Whether a text is a day of the calendar, `2026-11-21` (RFC 3339 full-date). */
export function isCalendarDay(text: string): boolean {
  if (!/^(?:19|20)\d\d-\d\d-\d\d$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/** The day that it is then in that zone, `2026-11-21`. */
export function calendarDayOf(atMs: number, timeZone: string): string {
  const form = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const parts = new Intl.DateTimeFormat('en', { ...form, timeZone }).formatToParts(atMs);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** `2026-11` in that zone. */
export const monthOf = (atMs: number, timeZone: string): string => calendarDayOf(atMs, timeZone).slice(0, 7);
