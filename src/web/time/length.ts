import type { Messages } from '../messages/vi.ts';

const [secondMs, minuteMs, hourMs, dayMs] = [1_000, 60_000, 3_600_000, 86_400_000];

type Units = Messages['units'];

/** A length in its largest fitting unit, as people say it: `20 phút`, `1,5 h`. */
export function lengthText(ms: number, units: Units, language: string, maxDigits = 1): string {
  const say = (unit: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: maxDigits }).format(ms / unit);
  if (ms < minuteMs) return units.seconds(say(secondMs));
  if (ms < 2 * hourMs) return units.minutes(say(minuteMs));
  return ms < 2 * dayMs ? units.hours(say(hourMs)) : units.days(say(dayMs));
}

/** The days of a policy in the unit that fits: `30 ngày`, `30 giây`. */
export const daysText = (days: number, units: Units, language: string): string =>
  lengthText(days * dayMs, units, language, 4);

/** Remaining time, counting down: `29:54`. */
export function countdownText(ms: number): string {
  const seconds = Math.floor(ms / secondMs);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
