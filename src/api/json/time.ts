import { formatInstant, type TimeRange } from '../../core/index.ts';

export const rangeJson = ({ fromMs, toMs }: TimeRange): { from: string; to: string } => ({
  from: formatInstant(fromMs),
  to: formatInstant(toMs),
});
