import type { CameraClock } from '../../client/index.ts';
import type { Messages } from '../messages/vi.ts';

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];

type Units = Messages['units'];

/** As on the server: off by more than 2 seconds for certain. */
export const isPlainlyOff = ({ offsetMs, errorMs }: CameraClock): boolean =>
  Math.abs(offsetMs) - errorMs > 2_000;

/** `60,0 giây`, `6 giờ 59 phút 58,4 giây`: to a tenth of a second, whatever its length. */
export function exactLengthText(ms: number, units: Units, language: string): string {
  const tenthsMs = Math.round(ms / 100) * 100;
  const whole = (value: number) => new Intl.NumberFormat(language).format(value);
  const seconds = (value: number) =>
    units.seconds(
      new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
        value / 1_000,
      ),
    );
  if (tenthsMs < 2 * minuteMs) return seconds(tenthsMs);
  const [days, hours, minutes] = [
    Math.floor(tenthsMs / dayMs),
    Math.floor((tenthsMs % dayMs) / hourMs),
    Math.floor((tenthsMs % hourMs) / minuteMs),
  ];
  return [
    ...(days > 0 ? [units.days(whole(days))] : []),
    ...(hours > 0 ? [units.hours(whole(hours))] : []),
    ...(minutes > 0 ? [units.minutes(whole(minutes))] : []),
    seconds(tenthsMs % minuteMs),
  ].join(' ');
}

/** `chậm 60,0 giây ± 0,6 giây`; the error is never less than it is. */
export function offsetText(
  { offsetMs, errorMs }: CameraClock,
  { units, clocks }: Messages,
  language: string,
): string {
  const roundedMs = Math.round(Math.abs(offsetMs) / 100) * 100;
  const length = exactLengthText(roundedMs, units, language);
  const error = exactLengthText(upwards(errorMs + Math.abs(Math.abs(offsetMs) - roundedMs)), units, language);
  return (offsetMs < 0 ? clocks.behind : clocks.ahead)(length, error);
}

const upwards = (ms: number): number => Math.ceil(ms / 100) * 100;
