/** A calendar day `2026-11-21` as people here write it: `21/11/2026`. */
export const dayText = (day: string): string => day.split('-').reverse().join('/');

/** The same in words, so that no order of digits can mislead; empty while it is no day. */
export function dayInWords(day: string, language: string): string {
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(ms)) return '';
  if (language === 'vi') return vietnameseDay(ms);
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(ms);
}

/** `Chủ nhật, ngày 22 tháng 11 năm 2026`: official letters write the words that `Intl` leaves out. */
function vietnameseDay(ms: number): string {
  const date = new Date(ms);
  const weekday = new Intl.DateTimeFormat('vi', { weekday: 'long', timeZone: 'UTC' }).format(ms);
  const day = `ngày ${date.getUTCDate()} tháng ${date.getUTCMonth() + 1} năm ${date.getUTCFullYear()}`;
  return `${weekday.charAt(0)}${weekday.slice(1).toLowerCase()}, ${day}`;
}
