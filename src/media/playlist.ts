import { formatInstant, invalid } from '../core/index.ts';
import type { IndexedGop } from './keyframe-index/gop-layout.ts';

/** One stored segment in a playlist: which of its GOPs are shown, `number` counting from its first GOP. */
export interface PlaylistSegment<Id extends string = string> {
  readonly id: Id;
  readonly gops: readonly (Pick<IndexedGop, 'wallMs' | 'mediaDurationMs'> & { readonly number: number })[];
}

export interface PlaylistOptions<Id extends string = string> {
  /** URL of the init section of a GOP; most often one for all of a segment. */
  readonly mapUrl: (segment: Id, number: number) => string;
  /** URL of one GOP of a segment. */
  readonly gopUrl: (segment: Id, number: number) => string;
  /** Whether more may follow: an open list is an `EVENT` that a player asks for again, a closed one is `VOD`. */
  readonly isOpen: boolean;
}

/**
 * An HLS media playlist (RFC 8216, version 7) addressed by GOP.
 *
 * Every stored segment has its own `EXT-X-MAP`, its copies one each, and, but for the first, an `EXT-X-DISCONTINUITY`: media time
 * restarts in each file, and gaps lie between segments. `EXTINF` is media time, because that is the timeline in the fragments
 * and a player that finds another one there drifts or stalls; wall time is in `EXT-X-PROGRAM-DATE-TIME`, one per GOP.
 * `EXT-X-INDEPENDENT-SEGMENTS` is not promised: in an open GOP the leading frames need the GOP before.
 *
 * A URL that would break out of its line or its quotes is an `AppError` `invalid` / `playlist-url`.
 */
export function formatMediaPlaylist<Id extends string>(
  segments: readonly PlaylistSegment<Id>[],
  options: PlaylistOptions<Id>,
): string {
  const shown = segments.filter((segment) => segment.gops.length > 0);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${targetDurationS(shown)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    `#EXT-X-PLAYLIST-TYPE:${options.isOpen ? 'EVENT' : 'VOD'}`,
    ...shown.flatMap((segment, i) => segmentLines(segment, i === 0, options)),
    ...(options.isOpen ? [] : ['#EXT-X-ENDLIST']),
  ];
  return `${lines.join('\n')}\n`;
}

/** Not less than any `EXTINF` rounded (RFC 8216, 4.3.3.1); at least one. */
function targetDurationS(segments: readonly PlaylistSegment[]): number {
  const maxMs = segments.reduce((most, segment) => Math.max(most, ...segment.gops.map(durationMs)), 0);
  return Math.max(1, Math.ceil(maxMs / 1000));
}

const durationMs = (gop: PlaylistSegment['gops'][number]): number => gop.mediaDurationMs;

function segmentLines<Id extends string>(
  segment: PlaylistSegment<Id>,
  isFirst: boolean,
  { mapUrl, gopUrl }: PlaylistOptions<Id>,
): string[] {
  const maps = segment.gops.map(({ number }) => mapUrl(segment.id, number));
  return [
    ...(isFirst ? [] : ['#EXT-X-DISCONTINUITY']),
    ...segment.gops.flatMap((gop, at) => [
      ...(maps[at] === maps[at - 1] ? [] : [`#EXT-X-MAP:URI="${safeUrl(maps[at] ?? '')}"`]),
      `#EXT-X-PROGRAM-DATE-TIME:${formatInstant(gop.wallMs)}`,
      `#EXTINF:${(gop.mediaDurationMs / 1000).toFixed(3)},`,
      safeUrl(gopUrl(segment.id, gop.number)),
    ]),
  ];
}

/** Printable ASCII without space, quotes, or a `#` that would make a comment of the line (RFC 3986 characters). */
export function safeUrl(url: string): string {
  if (!/^[!$%&'()*+,\-./0-9:;=?@A-Z_a-z~[\]]+$/.test(url))
    throw invalid('playlist-url', 'a URL unfit for a playlist');
  return url;
}
