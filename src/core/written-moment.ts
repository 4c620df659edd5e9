import { offsetIfTwice } from './zone-offset.ts';

/** Writes times as official letters do: `10 giờ 00 ngày 22/11/2026`; `02 giờ 30 +02:00` in an hour that comes twice. */
export function writtenMoment(timeZone: string): (ms: number) => string {
  const digits = { hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('vi-VN', { timeZone, ...digits, year: 'numeric', hourCycle: 'h23' });
  const offset = offsetIfTwice(timeZone);
  return (ms) => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    const day = ['day', 'month', 'year'].map((type) => parts.get(type as 'day')).join('/');
    return `${parts.get('hour')} giờ ${parts.get('minute')}${offset(ms)} ngày ${day}`;
  };
}
