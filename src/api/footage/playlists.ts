import type { TimeRange } from '../../core/index.ts';
import {
  copyCodec,
  copyMaxBitsPerSecond,
  type Gop,
  type PlayedSegment,
  type StoredSegment,
} from '../../footage/index.ts';
import { formatMediaPlaylist, formatMultivariantPlaylist, isH265, type Variant } from '../../media/index.ts';

/** In which form footage is played: as it was recorded, or its H.265 as H.264. */
export type PlayedAs = Variant['id'];

const mediaPlaylists: Record<PlayedAs, string> = { original: 'playlist.m3u8', 'copy-h264': 'copy.m3u8' };

/** Whether some of it is H.265, which not every browser plays. */
export const hasH265 = (played: readonly PlayedSegment[]): boolean =>
  played.some(({ segment }) => isH265(segment.codec));

export interface VariantTerms {
  /** `?from=…&to=…`, or nothing. */
  readonly query: string;
  /** As a segment is played (RFC 6381); `undefined` where that is not known. */
  readonly codecOf: (segment: StoredSegment) => string | undefined;
}

/** The ways to play a range. */
export const variantsText = (played: readonly PlayedSegment[], terms: VariantTerms): string =>
  formatMultivariantPlaylist([
    variantOf('original', played, terms),
    ...(hasH265(played) ? [variantOf('copy-h264', played, terms)] : []),
  ]);

function variantOf(
  id: PlayedAs,
  played: readonly PlayedSegment[],
  { query, codecOf }: VariantTerms,
): Variant {
  const codecs = played.map(({ segment }) => (isCopied(id, segment.codec) ? copyCodec : codecOf(segment)));
  const named = codecs.filter((codec) => codec !== undefined);
  const size = played[0]?.segment;
  return {
    id,
    url: `${mediaPlaylists[id]}${query}`,
    // A player takes a list that is not whole for the whole.
    codecs: named.length === codecs.length ? [...new Set(named)] : [],
    bitsPerSecond: Math.max(0, ...played.map((part) => bitsPerSecond(id, part))),
    ...(id === 'original' && size && { size: { width: size.width, height: size.height } }),
  };
}

const isCopied = (id: PlayedAs, codec: string): boolean => id === 'copy-h264' && isH265(codec);

const bitsPerSecond = (id: PlayedAs, { segment, gops }: PlayedSegment): number =>
  isCopied(id, segment.codec)
    ? copyMaxBitsPerSecond
    : gops.reduce((most, gop) => Math.max(most, rateOf(gop)), 0);

const rateOf = ({ sizeBytes, mediaDurationMs }: Gop): number =>
  (sizeBytes * 8_000) / Math.max(1, mediaDurationMs);

/** The playlist of GOPs; a copy has an initialisation section of its own for each. */
export function mediaPlaylistText(
  id: PlayedAs,
  played: readonly PlayedSegment[],
  { range, nowMs }: { readonly range: TimeRange; readonly nowMs: number },
): string {
  const copied = new Set(played.flatMap(({ segment }) => (isCopied(id, segment.codec) ? [segment.id] : [])));
  return formatMediaPlaylist(
    played.map(({ segment, gops }) => ({ id: segment.id, gops })),
    {
      mapUrl: (segment, number) =>
        copied.has(segment)
          ? `segments/${segment}/copies/${number}/init.mp4`
          : `segments/${segment}/init.mp4`,
      gopUrl: (segment, number) =>
        `segments/${segment}/${copied.has(segment) ? 'copies' : 'gops'}/${number}.m4s`,
      isOpen: range.toMs > nowMs,
    },
  );
}
