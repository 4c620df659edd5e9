import type { Metrics } from 'bullmq';
import { minuteMs } from '../../core/index.ts';
import type { QueueCounts } from '../../jobs/index.ts';

/** BullMQ counts finished jobs by minute; so many minutes are kept. */
export const minutesCounted = 60;

/**
 * Finished jobs of the last hour, to the minute. BullMQ's `count - prevCount` is of the minute of `prevTS`, in which it
 * counted last; `data` is of the minutes before, newest first.
 */
export function lastHourOf(
  { meta: { count, prevTS, prevCount }, data }: Metrics,
  nowMs: number,
): Pick<QueueCounts, 'doneInHour' | 'lastDoneMs'> {
  if (count === 0) return { doneInHour: 0 };
  const ageMinutes = Math.max(0, Math.floor(nowMs / minuteMs) - Math.floor(prevTS / minuteMs));
  const counted = [count - prevCount, ...data].slice(0, Math.max(0, minutesCounted - ageMinutes));
  return { doneInHour: counted.reduce((sum, each) => sum + each, 0), lastDoneMs: prevTS };
}
