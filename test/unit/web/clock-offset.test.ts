import { describe, expect, it } from 'vitest';
import { en } from '../../../src/web/messages/en.ts';
import { vi } from '../../../src/web/messages/vi.ts';
import { isPlainlyOff, offsetText } from '../../../src/web/time/clock-offset.ts';

const clock = (offsetMs: number, errorMs = 541) => ({
  ...({ offsetMs, errorMs, source: 'onvif', measuredAt: '2026-11-21T12:00:00.000Z' } as const),
});

describe('when the clock of a camera is off', () => {
  it.each([
    [-60_000, 'chậm 60,0 giây ± 0,6 giây', '60.0 s behind ± 0.6 s'],
    [-59_960, 'chậm 60,0 giây ± 0,6 giây', '60.0 s behind ± 0.6 s'],
    [2_049, 'nhanh 2,0 giây ± 0,6 giây', '2.0 s ahead ± 0.6 s'],
    [25_198_400, 'nhanh 6 giờ 59 phút 58,4 giây ± 0,6 giây', '6 h 59 min 58.4 s ahead ± 0.6 s'],
    [-3 * 86_400_000, 'chậm 3 ngày 0,0 giây ± 0,6 giây', '3 days 0.0 s behind ± 0.6 s'],
    [119_990, 'nhanh 2 phút 0,0 giây ± 0,6 giây', '2 min 0.0 s ahead ± 0.6 s'],
  ])('says by how much, and how exact that is: %d ms', (offsetMs, vietnamese, english) => {
    expect(offsetText(clock(offsetMs), vi, 'vi')).toBe(vietnamese);
    expect(offsetText(clock(offsetMs), en, 'en')).toBe(english);
  });

  it('never shows an error that is less than it is', () => {
    expect(offsetText(clock(2_049, 600), en, 'en')).toBe('2.0 s ahead ± 0.7 s');
  });

  it('is off as the server has it', () => {
    expect([2_541, 2_542].map((ms) => isPlainlyOff(clock(-ms)))).toEqual([false, true]);
  });
});
