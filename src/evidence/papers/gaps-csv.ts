import { csvText, formatInstant, lengthMs } from '../../core/index.ts';
import { spokenTime } from '../../print/index.ts';
import type { PaperFacts } from './facts.ts';
import { minutesVi } from './minutes-vi.ts';

/**
 * Every stretch of the scope without footage, by camera and time. `from` and `to` are in UTC, for programs; the last three
 * columns repeat times and reason for an officer, in the site's zone with its offset, and in Vietnamese.
 */
export function gapsCsv({ cameras, timeZone }: Pick<PaperFacts, 'cameras' | 'timeZone'>): string {
  const times = spokenTime('vi', timeZone);
  return csvText(
    ['camera_id', 'camera', 'from', 'to', 'seconds', 'reason', 'tu_gio_vn', 'den_gio_vn', 'ly_do'],
    cameras.flatMap(({ id, name, missing }) =>
      missing.map((gap) => [
        ...[id, name, formatInstant(gap.fromMs), formatInstant(gap.toMs)],
        ...[(lengthMs(gap) / 1000).toFixed(3), gap.reason],
        ...[times.withOffset(gap.fromMs), times.withOffset(gap.toMs), minutesVi.gaps.reasons[gap.reason]],
      ]),
    ),
  );
}
