import type { TimedFragment } from '../../player/frame-time.ts';

/** What a playlist has of an instant: footage, or none and when it goes on. */
export type FootageAt =
  | { readonly kind: 'here' }
  | { readonly kind: 'none'; readonly nextMs: number | undefined };

/** Segments of one recording touch each other, to some frames. */
const touchingMs = 250;

export function footageAt(fragments: readonly TimedFragment[], ms: number): FootageAt {
  const at = fragments.findLastIndex(({ programDateTime }) => (programDateTime ?? Number.NaN) <= ms);
  const [fragment, next] = [fragments[at], fragments[at + 1]];
  const nextMs = next?.programDateTime ?? undefined;
  if (fragment && ms < endOf(fragment, next)) return { kind: 'here' };
  return { kind: 'none', nextMs };
}

/** Within a segment a GOP lasts until the next one, whatever the camera's clock says of its length. */
function endOf({ programDateTime, duration, cc }: TimedFragment, next: TimedFragment | undefined): number {
  const endMs = (programDateTime ?? Number.NaN) + duration * 1000;
  const nextMs = next?.programDateTime;
  if (typeof nextMs !== 'number') return endMs;
  return next?.cc === cc || nextMs - endMs < touchingMs ? nextMs : endMs;
}
