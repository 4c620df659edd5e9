import type { ByteRange, CameraId } from '../../core/index.ts';
import { clipContent, type ReadOriginal } from '../clip/clip-content.ts';
import { partsWithin, type ZipLayout } from '../zip/zip64.ts';
import type { Manifest, Source } from './manifest.ts';

/** Bytes of an original read at once: a download holds these in memory, beside the buffer of its socket. */
const chunkBytes = 2 ** 20;

/** A range of the bundle, read as the consumer pulls. No bundle is ever stored. */
export async function* bundleContent(
  { files }: Manifest,
  layout: ZipLayout,
  { range, read }: { readonly range: ByteRange; readonly read: ReadOriginal },
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

/** Cameras whose footage, as clip or original, has bytes in this range of the bundle. */
export function camerasWithin(
  { files }: Manifest,
  layout: ZipLayout,
  range: ByteRange,
): ReadonlySet<CameraId> {
  const sources = [...partsWithin(layout, range)].map((part) =>
    part.kind === 'content' ? files[part.entry]?.source : undefined,
  );
  return new Set(sources.flatMap((source) => cameraOf(source) ?? []));
}

function cameraOf(source: Source | undefined): CameraId | undefined {
  if (source?.kind === 'original') return source.segment.cameraId;
  return source?.kind === 'clip' ? source.clip.cameraId : undefined;
}

/** A range of the content of one file. Errors: those of `read`; see `clipContent`. */
export async function* contentOf(
  source: Source,
  range: ByteRange,
  read: ReadOriginal,
): AsyncGenerator<Uint8Array> {
  const { offsetBytes, sizeBytes } = range;
  if (source.kind === 'paper') yield source.content.subarray(offsetBytes, offsetBytes + sizeBytes);
  else if (source.kind === 'clip') yield* clipContent(source.clip, range, read);
  else
    for (let done = 0; done < sizeBytes; done += chunkBytes) {
      const chunk = { offsetBytes: offsetBytes + done, sizeBytes: Math.min(chunkBytes, sizeBytes - done) };
      yield await read(source.segment, chunk);
    }
}
