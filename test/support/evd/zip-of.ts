import { crc32 } from 'node:zlib';
import { partsWithin, zipLayout } from '../../../src/evidence/zip/zip64.ts';
import { noonMs } from '../hand-clock.ts';

/** The files of a bundle, by name, in its order. */
export type BundleFiles = Map<string, Uint8Array>;

/** The ZIP that the product writes. */
export function zipOf(files: Iterable<readonly [string, Uint8Array]>): Buffer {
  const entries = [...files];
  const layout = zipLayout(
    entries.map(([name, content]) => ({ name, sizeBytes: content.length, crc32: crc32(content) })),
    noonMs,
  );
  const parts = [...partsWithin(layout, { offsetBytes: 0, sizeBytes: layout.sizeBytes })];
  return Buffer.concat(
    parts.map((part) => (part.kind === 'structure' ? part.bytes : (entries[part.entry]?.[1] ?? Buffer.of()))),
  );
}
