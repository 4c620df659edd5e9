import { z } from 'zod';
import { formatInstant, type TimeRange } from '../../core/index.ts';

/** RFC 3339 with an offset; ours end in `Z`. */
export const instant = z.iso.datetime({ offset: true });

/** Half-open: `from` belongs to it, `to` does not. */
export const timeRange = z.strictObject({ from: instant, to: instant }).meta({ id: 'TimeRange' });

export const rangeJson = ({ fromMs, toMs }: TimeRange): { from: string; to: string } => ({
  from: formatInstant(fromMs),
  to: formatInstant(toMs),
});
