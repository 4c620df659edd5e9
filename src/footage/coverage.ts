import type { ClockReading } from '../camera/index.ts';
import { intersect, isEmpty, subtractAll, type TimeRange, union } from '../core/index.ts';
import type { GapReason } from '../recording/index.ts';

/** Facts of the catalogue about one stream over a range. */
export interface CoverageFacts extends StreamFacts {
  /** Whole segments or joined ones; those of several epochs may overlap (I3). */
  readonly segments: readonly TimeRange[];
  readonly gaps: readonly KnownGap[];
  /** Stretches under open holds; they may overlap. */
  readonly held: readonly TimeRange[];
  /** The reading of the camera's clock nearest to the middle of the range. */
  readonly clock?: ClockReading;
}

/** How far a stream is accounted for (I4): `segments + gaps = [enrolledAtMs, accountedUntilMs)`. */
export interface StreamFacts {
  readonly enrolledAtMs: number;
  readonly accountedUntilMs: number;
}

export interface KnownGap {
  readonly fromMs: number;
  /** Absent while it lasts. */
  readonly toMs?: number;
  readonly reason: GapReason;
}

export interface CoverageGap extends TimeRange {
  readonly reason: GapReason;
}

/**
 * The coverage of a stream over a range. Spans, gaps and open are disjoint, each is sorted, and together they are
 * exactly `range ∩ [enrolled, now)`.
 */
export interface Coverage {
  readonly spans: readonly TimeRange[];
  readonly gaps: readonly CoverageGap[];
  /** Not known yet: the live edge. More than one only when a later segment was ingested before an earlier one. */
  readonly open: readonly TimeRange[];
  /** Held stretches, joined and cut to the range; beside the other three, and also ahead of now. */
  readonly held: readonly TimeRange[];
}

/**
 * Segments of overlapping epochs count once, consecutive ones are joined; an open gap lasts until `nowMs`; where a gap
 * and a segment overlap there is footage. What is neither, before `accountedUntilMs`, is a gap `unknown`: a defect
 * that is shown, not hidden.
 */
export function coverageOf(facts: CoverageFacts, range: TimeRange, nowMs: number): Coverage {
  const held = within(range, facts.held);
  const asked = intersect(range, { fromMs: facts.enrolledAtMs, toMs: nowMs });
  if (isEmpty(asked)) return { spans: [], gaps: [], open: [], held };
  const spans = within(asked, facts.segments);
  const known = gapsBeside(spans, facts.gaps, asked, nowMs);
  const left = subtractAll(asked, [...spans, ...known]);
  return {
    spans,
    gaps: [...known, ...left.flatMap((range) => unaccounted(range, facts))].sort(
      (a, b) => a.fromMs - b.fromMs,
    ),
    open: left
      .map((range) => intersect(range, { fromMs: facts.accountedUntilMs, toMs: range.toMs }))
      .filter((range) => !isEmpty(range)),
    held,
  };
}

/** The parts of the ranges that lie in `asked`, joined. */
const within = (asked: TimeRange, ranges: readonly TimeRange[]): TimeRange[] =>
  union(ranges.map((range) => intersect(range, asked)));

/** The parts of gaps that lie beside the spans. Where gaps overlap, the one that began first counts. */
function gapsBeside(
  spans: readonly TimeRange[],
  gaps: readonly KnownGap[],
  asked: TimeRange,
  nowMs: number,
): CoverageGap[] {
  const [bare, apart] = [subtractAll(asked, spans), disjoint(gaps, nowMs)];
  const beside: CoverageGap[] = [];
  let [at, of] = [0, 0];
  for (let hole = bare[at], gap = apart[of]; hole && gap; hole = bare[at], gap = apart[of]) {
    beside.push({ ...intersect(hole, gap), reason: gap.reason });
    if (gap.toMs < hole.toMs) of++;
    else at++;
  }
  return beside.filter((each) => !isEmpty(each));
}

function disjoint(gaps: readonly KnownGap[], nowMs: number): CoverageGap[] {
  let takenToMs = Number.NEGATIVE_INFINITY;
  return gaps
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .map(({ fromMs, toMs = nowMs, reason }) => {
      const left = { fromMs: Math.max(fromMs, takenToMs), toMs, reason };
      takenToMs = Math.max(takenToMs, toMs);
      return left;
    })
    .filter((gap) => !isEmpty(gap));
}

function unaccounted(range: TimeRange, { enrolledAtMs, accountedUntilMs }: CoverageFacts): CoverageGap[] {
  const part = intersect(range, { fromMs: enrolledAtMs, toMs: accountedUntilMs });
  return isEmpty(part) ? [] : [{ ...part, reason: 'unknown' }];
}
