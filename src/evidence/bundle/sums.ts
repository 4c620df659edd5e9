import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Sums } from './manifest.ts';

/** Reads content to its end, and keeps nothing of it. */
export async function sumsOf(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Sums> {
  const hash = createHash('sha256');
  let [sizeBytes, crc] = [0, 0];
  for await (const chunk of content) {
    hash.update(chunk);
    crc = crc32(chunk, crc);
    sizeBytes += chunk.length;
  }
  return { sizeBytes, sha256: hash.digest('hex'), crc32: crc };
}
