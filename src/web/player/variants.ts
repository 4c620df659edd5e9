/** One way to play a range, as the service names it (RFC 8216, 4.3.4.2). */
export interface NamedVariant {
  readonly url: string;
  /** Absent where the service does not know. */
  readonly codecs: readonly string[];
  /** A conversion to H.264: no original. */
  readonly isCopy: boolean;
}

const head = '#EXT-X-STREAM-INF:';

/** The variants of a multivariant playlist, the original first; their URLs begin at that of the playlist. */
export function variantsIn(text: string, url: URL): NamedVariant[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    if (!line.startsWith(head)) return [];
    const codecs = attribute(line, 'CODECS')?.split(',') ?? [];
    const isCopy = attribute(line, 'STABLE-VARIANT-ID') === 'copy-h264';
    return [{ url: new URL(lines[at + 1] ?? '', url).href, codecs, isCopy }];
  });
}

const attribute = (line: string, name: string): string | undefined =>
  new RegExp(`[:,]${name}="([^"]*)"`).exec(line)?.[1];

/** The first that the browser says it plays; else the last, which is the most common. */
export const playableOf = (
  variants: readonly NamedVariant[],
  plays: (type: string) => boolean,
): NamedVariant | undefined =>
  variants.find(({ codecs }) => codecs.every((codec) => plays(`video/mp4; codecs="${codec}"`))) ??
  variants.at(-1);
