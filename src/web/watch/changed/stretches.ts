import type { Range } from '../../time/spoken-range.ts';

/** The service searches no more at once. */
const longestMs = 6 * 3_600_000;

export const stretchNames = ['marked', 'quarter', 'hour', 'all'] as const;
export type StretchName = (typeof stretchNames)[number];

interface Moment {
  /** The time that the request opens. */
  readonly opened: Range;
  readonly marked: Partial<Range>;
  /** Wall time of the shown frame. */
  readonly frameMs: number;
}

/** Stretches that can be searched: that marked in the player, a time around its frame, all of the request. */
export function offeredStretches({ opened, marked, frameMs }: Moment): Partial<Record<StretchName, Range>> {
  const { fromMs, toMs } = marked;
  const around = (ms: number): Range => within(opened, { fromMs: frameMs - ms, toMs: frameMs + ms });
  const stretches: Partial<Record<StretchName, Range>> = {
    ...(fromMs !== undefined && toMs !== undefined && { marked: within(opened, { fromMs, toMs }) }),
    quarter: around(15 * 60_000),
    hour: around(60 * 60_000),
    all: opened,
  };
  const fits = ({ fromMs, toMs }: Range): boolean => toMs > fromMs && toMs - fromMs <= longestMs;
  const isAll = ({ fromMs, toMs }: Range): boolean => fromMs === opened.fromMs && toMs === opened.toMs;
  const isOffered = ([name, stretch]: [string, Range]): boolean =>
    fits(stretch) && (name === 'all' || !isAll(stretch));
  return Object.fromEntries(Object.entries(stretches).filter(isOffered));
}

const within = (opened: Range, { fromMs, toMs }: Range): Range => ({
  fromMs: Math.max(opened.fromMs, Math.floor(fromMs)),
  toMs: Math.min(opened.toMs, Math.ceil(toMs)),
});
