import { createHash } from 'node:crypto';
import { type ByteRange, sha256Hex } from '../../core/index.ts';
import { digestGop, type GopDigest } from '../../media/index.ts';
import type { StoredSegment } from '../footage-repository.ts';
import { gopsOf } from '../playback.ts';
import type { DigestVerdict } from './known-digests.ts';

/** Read at once. */
const chunkBytes = 4 * 2 ** 20;

/**
 * Reads a stored original once, from its first byte to its last, and compares it with its row. Answers the digests of
 * what was read then, so that what is read later is compared with that; of a GOP the head is empty, the payload all of
 * it. Memory: 4 MB, or a GOP. Errors: those of `read`.
 */
export async function wholeDigests(
  segment: StoredSegment,
  read: (range: ByteRange) => Promise<Uint8Array>,
): Promise<DigestVerdict> {
  const whole = createHash('sha256');
  const digests: GopDigest[] = [];
  for (const parts of chunksOf(partsOf(segment))) {
    const from = parts[0]?.offsetBytes ?? 0;
    const bytes = await read({ offsetBytes: from, sizeBytes: endOf(parts.at(-1)) - from });
    whole.update(bytes);
    for (const { offsetBytes, sizeBytes } of parts)
      digests.push(digestGop(bytes.subarray(offsetBytes - from, offsetBytes - from + sizeBytes), 0));
  }
  if (whole.digest('hex') !== segment.sha256) return 'altered';
  const [init, ...gops] = digests;
  return { init: init?.payload ?? sha256Hex(new Uint8Array()), gops: gops.slice(0, gopsOf(segment).length) };
}

/** The initialisation section, the GOPs, and what follows them; they touch. */
function partsOf(segment: StoredSegment): ByteRange[] {
  const gops = gopsOf(segment);
  const initBytes = gops[0]?.offsetBytes ?? 0;
  const endBytes = endOf(gops.at(-1));
  const rest = { offsetBytes: endBytes, sizeBytes: segment.sizeBytes - endBytes };
  return [{ offsetBytes: 0, sizeBytes: initBytes }, ...gops, ...(rest.sizeBytes > 0 ? [rest] : [])];
}

/** Neighbours that are read at once. */
function* chunksOf(parts: readonly ByteRange[]): Generator<ByteRange[]> {
  let chunk: ByteRange[] = [];
  for (const part of parts) {
    if (chunk[0] && endOf(part) - chunk[0].offsetBytes > chunkBytes) {
      yield chunk;
      chunk = [];
    }
    chunk.push(part);
  }
  yield chunk;
}

const endOf = (range: ByteRange | undefined): number => (range ? range.offsetBytes + range.sizeBytes : 0);
