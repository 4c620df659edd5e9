import type { Messages } from '../messages/vi.ts';

const [secondMs, minuteMs, hourMs, dayMs] = [1_000, 60_000, 3_600_000, 86_400_000];

/** A length in its largest fitting unit, as people say it: `20 phút`, `1,5 h`. */
export function lengthText(ms: number, units: Messages['units'], language: string): string {
  const say = (unit: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(ms / unit);
  if (ms < minuteMs) return units.seconds(say(secondMs));
  if (ms < 2 * hourMs) return units.minutes(say(minuteMs));
  return ms < 2 * dayMs ? units.hours(say(hourMs)) : units.days(say(dayMs));
}

/** Remaining time, counting down: `29:54`. */
export function countdownText(ms: number): string {
  const seconds = Math.floor(ms / secondMs);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
