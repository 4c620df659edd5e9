import { safeUrl } from './playlist.ts';

/** One way to play a range. */
export interface Variant {
  readonly id: 'original' | 'copy-h264';
  readonly url: string;
  /** The codecs of all its segments (RFC 6381), each once. */
  readonly codecs: readonly string[];
  /** The most that any second of it takes. */
  readonly bitsPerSecond: number;
  readonly size?: { readonly width: number; readonly height: number };
}

/**
 * An HLS multivariant playlist (RFC 8216, 4.3.4). A player takes a variant whose `CODECS` it plays. Errors: `playlist-url` (invalid).
 */
export const formatMultivariantPlaylist = (variants: readonly Variant[]): string =>
  `${['#EXTM3U', '#EXT-X-VERSION:7', ...variants.flatMap(variantLines)].join('\n')}\n`;

function variantLines({ id, url, codecs, bitsPerSecond, size }: Variant): string[] {
  const attributes = [
    `BANDWIDTH=${Math.max(1, Math.ceil(bitsPerSecond))}`,
    ...(codecs.length > 0 ? [`CODECS="${codecs.join(',')}"`] : []),
    ...(size ? [`RESOLUTION=${size.width}x${size.height}`] : []),
    `STABLE-VARIANT-ID="${id}"`,
  ];
  return [`#EXT-X-STREAM-INF:${attributes.join(',')}`, safeUrl(url)];
}
