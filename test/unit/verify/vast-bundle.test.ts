import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nodePlatform } from '../../../scripts/verify/node-platform.ts';
import { partsWithin, zipLayout } from '../../../src/evidence/zip/zip64.ts';
import type { ByteSource } from '../../../src/verify/index.ts';
import { OpenedBundle } from '../../../src/verify/zip/opened-bundle.ts';

const vastBytes = 2 ** 32 + 12_345;
/** What is read to its end; all of it when the test is named with LONG. */
const readBytes = process.env.LONG ? vastBytes : 2 ** 26;
const zeros = Buffer.alloc(2 ** 22);
const text = Buffer.from('beyond 4 GiB');

/** The sums of `sizeBytes` zeros. */
function zeroSums(sizeBytes: number): { sha256: string; crc: number } {
  const hash = createHash('sha256');
  let crc = 0;
  for (let left = sizeBytes; left > 0; left -= zeros.length) {
    const part = zeros.subarray(0, left);
    hash.update(part);
    crc = crc32(part, crc);
  }
  return { sha256: hash.digest('hex'), crc };
}

/** A ZIP with a file of zeros, and one behind it; nothing of the zeros is stored. */
function zeroZip(zeroBytes: number, crc = 0): ByteSource {
  const layout = zipLayout(
    [
      { name: 'segments/cam/main/1.mp4', sizeBytes: zeroBytes, crc32: crc },
      { name: 'segments/cam/main/2.mp4', sizeBytes: text.length, crc32: crc32(text) },
    ],
    Date.parse('2026-11-30T03:00:00Z'),
  );
  const read = async (offsetBytes: number, sizeBytes: number) => {
    const parts = [...partsWithin(layout, { offsetBytes, sizeBytes })].map((part) => {
      if (part.kind === 'structure') return part.bytes;
      const { offsetBytes: from, sizeBytes: length } = part.range;
      return part.entry === 1 ? text.subarray(from, from + length) : zeros.subarray(0, length);
    });
    return Buffer.concat(parts);
  };
  return { sizeBytes: layout.sizeBytes, read };
}

describe('a bundle with a file of more than 4 GiB', () => {
  it('is opened, and read behind it', async () => {
    const bundle = await OpenedBundle.open(zeroZip(vastBytes), nodePlatform);
    expect(bundle.sizeBytes('segments/cam/main/1.mp4')).toBe(vastBytes);
    expect(Buffer.from((await bundle.whole('segments/cam/main/2.mp4', 100)) ?? '')).toEqual(text);
  });

  it('is read to its last byte, in chunks', { timeout: 120_000 }, async () => {
    const { sha256, crc } = zeroSums(readBytes);
    const bundle = await OpenedBundle.open(zeroZip(readBytes, crc), nodePlatform);
    const before = process.memoryUsage().rss;
    expect(await bundle.sums('segments/cam/main/1.mp4')).toEqual({ sha256, isCrcRight: true });
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });
});
