import type { ByteRange, CameraId } from '../../core/index.ts';
import type { StoredSegment } from '../../footage/index.ts';
import { clipContent, type FootageReader } from '../clip/clip-content.ts';
import { meet, partWithin } from '../clip/placed-bytes.ts';
import { partsWithin, type ZipLayout } from '../zip/zip64.ts';
import type { Manifest, Source } from './manifest.ts';

/** Bytes of an original read at once: a download holds these in memory, beside the buffer of its socket. */
const chunkBytes = 2 ** 20;

/** A range of the bundle, read as the consumer pulls. No bundle is ever stored. */
export async function* bundleContent(
  { files }: Manifest,
  layout: ZipLayout,
  { range, read }: { readonly range: ByteRange; readonly read: FootageReader },
): AsyncGenerator<Uint8Array> {
  for (const part of partsWithin(layout, range)) {
    if (part.kind === 'structure') {
      yield part.bytes;
      continue;
    }
    const file = files[part.entry];
    if (file) yield* contentOf(file.source, part.range, read);
  }
}

/** Cameras whose footage, as clip, original or still, has bytes in this range of the bundle. */
export function camerasWithin(
  { files }: Manifest,
  layout: ZipLayout,
  range: ByteRange,
): ReadonlySet<CameraId> {
  const sources = [...partsWithin(layout, range)].map((part) =>
    part.kind === 'content' ? files[part.entry]?.source : undefined,
  );
  return new Set(sources.flatMap(camerasOf));
}

function camerasOf(source: Source | undefined): readonly CameraId[] {
  switch (source?.kind) {
    case 'original':
    case 'picture':
      return [source.segment.cameraId];
    case 'clip':
      return [source.clip.cameraId];
    case 'index':
      return source.segments.slice(0, 1).map(({ cameraId }) => cameraId);
    default:
      return source?.shows ?? [];
  }
}

/** A range of the content of one file. Errors: those of `read`; see `clipContent`. */
export async function* contentOf(
  source: Source,
  range: ByteRange,
  read: FootageReader,
): AsyncGenerator<Uint8Array> {
  const { offsetBytes, sizeBytes } = range;
  if (source.kind === 'paper') yield source.content.subarray(offsetBytes, offsetBytes + sizeBytes);
  else if (source.kind === 'clip') yield* clipContent(source.clip, range, read.clipPart);
  else if (source.kind === 'index') yield* indexContent(source.segments, range, read);
  else if (source.kind === 'picture') yield await read.beside(source.segment, source.what, range);
  else
    for (let done = 0; done < sizeBytes; done += chunkBytes) {
      const chunk = { offsetBytes: offsetBytes + done, sizeBytes: Math.min(chunkBytes, sizeBytes - done) };
      yield await read.original(source.segment, chunk);
    }
}

const lineFeed = Buffer.from('\n');

/** Line by line: a segment's index is some kilobytes. */
async function* indexContent(
  segments: readonly StoredSegment[],
  range: ByteRange,
  read: FootageReader,
): AsyncGenerator<Uint8Array> {
  let offsetBytes = 0;
  for (const segment of segments) {
    const sizeBytes = segment.index?.sizeBytes ?? 0;
    const placed = { offsetBytes, sizeBytes: sizeBytes + lineFeed.length };
    offsetBytes += placed.sizeBytes;
    if (!meet(placed, range)) continue;
    const line = await read.beside(segment, 'index', { offsetBytes: 0, sizeBytes });
    yield* partWithin(placed, range, () => [line, lineFeed]);
  }
}
