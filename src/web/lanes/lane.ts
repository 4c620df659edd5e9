import type { CameraFootage, GapReason, TimeRange } from '../api/shapes.ts';
import type { Range } from '../time/spoken-range.ts';
import { holds, type LaneRecords, laneRecordsOf } from './lane-records.ts';

/** One camera's coverage, in milliseconds; the parts are disjoint and in order. */
export interface Lane {
  readonly id: string;
  readonly parts: readonly LanePart[];
  /** Held stretches, beside the parts. */
  readonly held: readonly Range[];
  /** When something changed, as a search found it, in order; beside the parts. */
  readonly moments: readonly Range[];
  /** Beside the parts; absent where nothing was compared with the log. */
  readonly records?: LaneRecords | undefined;
}

export interface LanePart {
  readonly fromMs: number;
  readonly toMs: number;
  readonly kind: 'recorded' | 'live' | GapReason;
}

const part = ({ from, to }: TimeRange, kind: LanePart['kind']): LanePart => ({
  fromMs: Date.parse(from),
  toMs: Date.parse(to),
  kind,
});

export const laneOf = (camera: CameraFootage, moments: readonly Range[] = []): Lane => ({
  id: camera.id,
  moments,
  records: laneRecordsOf(camera),
  held: camera.held.map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) })),
  parts: [
    ...camera.spans.map((span) => part(span, 'recorded')),
    ...camera.gaps.map((gap) => part(gap, gap.reason)),
    ...camera.open.map((span) => part(span, 'live')),
  ].sort((a, b) => a.fromMs - b.fromMs),
});

export const partAt = ({ parts }: Lane, ms: number): LanePart | undefined =>
  parts.find((each) => holds(each, ms));

export const isHeldAt = ({ held }: Lane, ms: number): boolean => held.some((each) => holds(each, ms));

/** The moment that begins nearest to an instant, if it is no farther away than so much. */
export function momentNear({ moments }: Lane, ms: number, slackMs: number): Range | undefined {
  const away = ({ fromMs }: Range) => Math.abs(fromMs - ms);
  const [nearest] = moments.filter((each) => away(each) <= slackMs).sort((a, b) => away(a) - away(b));
  return nearest;
}

export const isGap = (kind: LanePart['kind']): kind is GapReason => kind !== 'recorded' && kind !== 'live';

/** The recorded share of a range, [0, 1]. */
export function recordedShare(parts: readonly LanePart[], fromMs: number, toMs: number): number {
  const ms = parts
    .filter(({ kind }) => kind === 'recorded')
    .reduce((sum, part) => sum + Math.max(0, Math.min(toMs, part.toMs) - Math.max(fromMs, part.fromMs)), 0);
  return ms / (toMs - fromMs);
}
