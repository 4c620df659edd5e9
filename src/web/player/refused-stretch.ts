import type { Range } from '../time/spoken-range.ts';
import type { TimedFragment } from './frame-time.ts';

/** A file that the player loads: a GOP, or the initialisation section of a stored segment. */
export interface LoadedFile {
  readonly url?: string;
}

/** A GOP in a playlist; those of one stored segment begin with the same initialisation section. */
export interface LoadedFragment extends TimedFragment, LoadedFile {
  readonly initSegment?: LoadedFile | null;
}

/** The wall time of a refused file: of its GOP, or of its whole segment. `undefined` where the playlist does not know the file. */
export function refusedStretch(
  fragments: readonly LoadedFragment[],
  file: LoadedFile | undefined,
  { isWhole }: { readonly isWhole: boolean },
): Range | undefined {
  const known = fragments.find(({ url, initSegment }) => [url, initSegment?.url].includes(file?.url));
  const isRefused = (each: LoadedFragment) =>
    each === known || (isWhole && each.initSegment?.url === known?.initSegment?.url);
  const times = known
    ? fragments.flatMap((each, at) => (isRefused(each) ? (timeOf(fragments, at) ?? []) : []))
    : [];
  const [first, last] = [times[0], times.at(-1)];
  return first && last && { fromMs: first.fromMs, toMs: last.toMs };
}

/** Within a segment a GOP ends where the next begins; by the camera's clock it may be longer or shorter. */
function timeOf(fragments: readonly LoadedFragment[], at: number): Range | undefined {
  const [fragment, next] = [fragments[at], fragments[at + 1]];
  if (typeof fragment?.programDateTime !== 'number') return undefined;
  const { programDateTime: fromMs, duration, cc } = fragment;
  const nextMs = next?.cc === cc ? next?.programDateTime : undefined;
  return { fromMs, toMs: nextMs ?? fromMs + duration * 1000 };
}

/** A border may be known to the millisecond here and to the frame there. */
const touchingMs = 100;

/** The stretch with all altered time that it meets: playing goes on behind it. */
export function withAltered(stretch: Range, altered: readonly Range[]): Range {
  return [...altered]
    .sort((a, b) => a.fromMs - b.fromMs)
    .reduce(
      (hull, { fromMs, toMs }) =>
        fromMs <= hull.toMs + touchingMs && toMs >= hull.fromMs - touchingMs
          ? { fromMs: Math.min(hull.fromMs, fromMs), toMs: Math.max(hull.toMs, toMs) }
          : hull,
      stretch,
    );
}
