import { describe, expect, it } from 'vitest';
import { readSpokenRange } from '../../../src/web/time/spoken-range.ts';
import { wallTimeOf } from '../../../src/web/time/zone.ts';
import { saidTimes } from './said-times.ts';

const nowMs = Date.parse('2026-11-22T08:00:00+07:00');

const two = (value: number): string => String(value).padStart(2, '0');

/** `21 21:10`, with the seconds where there are any; other months than November 2026 are named. */
function shown(ms: number): string {
  const { year, month, day, hour, minute, second } = wallTimeOf(ms);
  const date = year === 2026 && month === 11 ? two(day) : `${year}-${two(month)}-${two(day)}`;
  return `${date} ${two(hour)}:${two(minute)}${second === 0 ? '' : `:${two(second)}`}`;
}

describe('when an officer types a time as people say it', () => {
  it.each(saidTimes)('%s', (said, meant) => {
    const ranges = readSpokenRange(said, nowMs);
    expect(ranges.map(({ fromMs, toMs }) => `${shown(fromMs)} – ${shown(toMs)}`).join(' | ')).toBe(meant);
  });

  it('has 200 ways of saying one, each once', () => {
    expect(new Set(saidTimes.map(([said]) => said)).size).toBe(saidTimes.length);
    expect(saidTimes.length).toBeGreaterThanOrEqual(200);
  });
});
