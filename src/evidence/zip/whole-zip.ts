import { crc32 } from 'node:zlib';
import type { EvdFile } from '../evd/index.ts';
import { partsWithin, zipLayout } from './zip64.ts';

/** A ZIP of files that are small enough for memory, in this order. */
export function wholeZip(files: readonly EvdFile[], modifiedAtMs: number): Uint8Array {
  const entries = files.map(({ path, content }) => ({
    name: path,
    sizeBytes: content.length,
    crc32: crc32(content),
  }));
  const layout = zipLayout(entries, modifiedAtMs);
  const parts = [...partsWithin(layout, { offsetBytes: 0, sizeBytes: layout.sizeBytes })];
  return Buffer.concat(
    parts.map((part) =>
      part.kind === 'structure' ? part.bytes : (files[part.entry]?.content ?? Buffer.of()),
    ),
  );
}
