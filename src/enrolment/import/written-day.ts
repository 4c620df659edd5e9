/**
 * A day as spreadsheets in Vietnam write it, as `2026-11-21`: `21/11/2026`, `21-11-26`, `21.11.2026 0:00`, `21-Thg11-26`,
 * `ngày 21 tháng 11 năm 2026`, `2026/11/21`, or Excel's number of the day, 46347. The day stands before the month, the only
 * order in Vietnam. Anything else stays as it is, for the form to refuse.
 */
export function isoDay(text: string): string {
  const written = text.replace(midnight, '').trim();
  if (/^\d{5}$/.test(written)) return dayOfNumber(Number(written)) ?? text;
  const [year, month, day] = partsOf(written);
  return year && month && day
    ? `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    : text;
}

/** A cell with a date and a time shows this for a day alone. */
const midnight = /[ T]+(?:0{1,2}:00(?::00(?:\.0+)?)?|12:00(?::00)? (?:AM|SA))$/i;

const dayFirst = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)$/;
const yearFirst = /^(\d{4})([/-])(\d{1,2})\2(\d{1,2})$/;
/** The short month of Excel in Vietnamese is `Thg11`. */
const monthNamed =
  /^(?:ngày\s+)?(\d{1,2})[\s-]*(?:tháng|thg|th)\s*(\d{1,2})(?:,?\s+năm\s+|[\s,-]+)(\d{4}|\d\d)$/iu;

function partsOf(text: string): (string | undefined)[] {
  const composed = text.normalize('NFC');
  const ofYearFirst = yearFirst.exec(composed);
  if (ofYearFirst) return [ofYearFirst[1], ofYearFirst[3], ofYearFirst[4]];
  const ofDayFirst = dayFirst.exec(composed);
  if (ofDayFirst) return [ofDayFirst[4], ofDayFirst[3], ofDayFirst[1]];
  const ofMonthNamed = monthNamed.exec(composed);
  return ofMonthNamed ? [ofMonthNamed[3], ofMonthNamed[2], ofMonthNamed[1]] : [];
}

/** Days since 30 December 1899 (ECMA-376 part 1, 18.17.4.1), from 1 January 2000 to 31 December 2099. */
function dayOfNumber(days: number): string | undefined {
  if (days < 36_526 || days > 73_050) return undefined;
  return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10);
}
