/** A calendar day `2026-11-21` as people here write it: `21/11/2026`. */
export const dayText = (day: string): string => day.split('-').reverse().join('/');

/** The same in words, so that no order of digits can mislead; empty while it is no day. */
export function dayInWords(day: string, language: string): string {
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(ms)) return '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(ms);
}
