import { z } from 'zod';
import type { TimeRange } from '../../core/index.ts';
import type { ComparedCoverage } from '../../footage/index.ts';
import { type GapReason, gapReasons } from '../../recording/index.ts';
import { instant, rangeJson, timeRange } from './time.ts';

const gap = z.strictObject({ from: instant, to: instant, reason: z.enum(gapReasons) }).meta({ id: 'Gap' });

/** Every moment of the requested range is in one of them. */
export const coverage = {
  spans: z.array(timeRange),
  gaps: z.array(gap),
  open: z.array(timeRange).meta({ description: 'not known yet' }),
} as const;

const alteredTime = timeRange
  .extend({
    kind: z
      .enum(['segment', 'gap', 'missing'])
      .meta({ description: 'missing: a segment was recorded, and the catalogue has none' }),
  })
  .meta({ id: 'AlteredTime' });

/** How coverage stands to the evidence log; both are absent where it was not compared. */
export const comparedCoverage = {
  pending: z.array(timeRange).optional().meta({
    description: 'Footage whose records are not sealed yet; the rest is sealed. Absent: unchecked.',
  }),
  altered: z
    .array(alteredTime)
    .optional()
    .meta({ description: 'Time of which the catalogue does not tell what was recorded. Absent: unchecked.' }),
} as const;

export const comparedJson = (compared: ComparedCoverage | undefined) =>
  compared && {
    pending: compared.pending.map(rangeJson),
    altered: compared.altered.map(({ kind, ...range }) => ({ ...rangeJson(range), kind })),
  };

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
