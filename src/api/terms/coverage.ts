import { z } from 'zod';
import type { TimeRange } from '../../core/index.ts';
import { type GapReason, gapReasons } from '../../recording/index.ts';
import { instant, rangeJson, timeRange } from './time.ts';

const gap = z.strictObject({ from: instant, to: instant, reason: z.enum(gapReasons) }).meta({ id: 'Gap' });

/** Every moment of the requested range is in one of them. */
export const coverage = {
  spans: z.array(timeRange),
  gaps: z.array(gap),
  open: z.array(timeRange).meta({ description: 'not known yet' }),
} as const;

type CoverageJson = z.input<z.ZodObject<typeof coverage>>;

export const coverageJson = (of: {
  readonly spans: readonly TimeRange[];
  readonly gaps: readonly (TimeRange & { readonly reason: GapReason })[];
  readonly open: readonly TimeRange[];
}): CoverageJson => ({
  spans: of.spans.map(rangeJson),
  gaps: of.gaps.map((each) => ({ ...rangeJson(each), reason: each.reason })),
  open: of.open.map(rangeJson),
});
