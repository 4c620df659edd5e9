import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { partsWithin, type ZipLayout, zipLayout } from '../../../src/evidence/zip/zip64.ts';
import { itUnless, programMissing } from '../../support/unless.ts';
import { readFiles, unzipped } from '../../support/unzip.ts';

const run = promisify(execFile);
const modifiedAtMs = Date.parse('2026-11-21T13:05:06Z');
const gigabyte = 2 ** 30;

interface File {
  readonly name: string;
  readonly content: Buffer;
}

const layoutOf = (files: readonly File[]): ZipLayout =>
  zipLayout(
    files.map(({ name, content }) => ({ name, sizeBytes: content.length, crc32: crc32(content) })),
    modifiedAtMs,
  );

/** A range of the archive, of files that are in memory. */
function slice(layout: ZipLayout, files: readonly File[], offsetBytes: number, sizeBytes: number): Buffer {
  const parts = [...partsWithin(layout, { offsetBytes, sizeBytes })].map((part) => {
    if (part.kind === 'structure') return part.bytes;
    const { offsetBytes: from, sizeBytes: length } = part.range;
    return files[part.entry]?.content.subarray(from, from + length) ?? Buffer.alloc(0);
  });
  return Buffer.concat(parts);
}

const whole = (files: readonly File[]): Buffer => {
  const layout = layoutOf(files);
  return slice(layout, files, 0, layout.sizeBytes);
};

const names = fc
  .stringMatching(/^[a-z0-9_-]{1,8}\/[a-z0-9][a-z0-9._-]{0,9}$/)
  .filter((name) => !name.includes('..'));
const someFiles = fc.uniqueArray(
  fc.record({ name: names, content: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) }),
  { selector: ({ name }) => name, maxLength: 8 },
);

describe('when files are laid out as an archive', () => {
  it('gives yauzl every file back, in order, byte for byte', () =>
    fc.assert(
      fc.asyncProperty(someFiles, async (files) => {
        const read = await unzipped(whole(files));
        expect([...read].map(([name, content]) => ({ name, content }))).toEqual(files);
      }),
    ));

  it('makes of any range what the whole has there', () =>
    fc.assert(
      fc.property(someFiles, fc.nat(), fc.nat(), (files, a, b) => {
        const layout = layoutOf(files);
        const all = whole(files);
        const from = a % (all.length + 1);
        const length = b % (all.length - from + 1);
        expect(slice(layout, files, from, length)).toEqual(all.subarray(from, from + length));
      }),
    ));

  // More entries than 16 bits count.
  describe.each([
    ['unzip', ['-tqq'], 66_000],
    [
      'python3',
      ['-c', 'import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)'],
      300,
    ],
  ])('and %s reads it', (program, args, count) => {
    itUnless(programMissing(program), 'passes its test', async () => {
      const directory = await mkdtemp(join(tmpdir(), 'zip64-'));
      const path = join(directory, 'archive.zip');
      const files = Array.from({ length: count }, (_, i) => ({
        name: `many/${i}.txt`,
        content: Buffer.from(`${i}`),
      }));
      await writeFile(path, whole(files));
      await run(program, [...args, path]);
      await rm(directory, { recursive: true });
    });
  });

  it.each(['', '/a', 'a/', '../a', 'a/../b', 'a//b', 'a b', 'ă', 'a\\b'])('refuses the name %j', (name) => {
    expect(() => layoutOf([{ name, content: Buffer.alloc(0) }])).toThrow(
      expect.objectContaining({ code: 'zip-name' }),
    );
  });
});

/** Small files between others that are said to be gigabytes of zeros and are never written. */
const vast = [
  { name: 'first.txt', content: Buffer.from('first') },
  { name: 'vast/5g.bin', sizeBytes: 5 * gigabyte },
  { name: 'vast/another.bin', sizeBytes: 0xffff_fffe },
  { name: 'last.txt', content: Buffer.from('last') },
];
const vastLayout = zipLayout(
  vast.map(({ name, content, sizeBytes = content?.length ?? 0 }) => ({
    name,
    sizeBytes,
    crc32: content ? crc32(content) : 0,
  })),
  modifiedAtMs,
);

function vastSlice(offsetBytes: number, sizeBytes: number): Buffer {
  const parts = [...partsWithin(vastLayout, { offsetBytes, sizeBytes })].map((part) => {
    if (part.kind === 'structure') return part.bytes;
    const { offsetBytes: from, sizeBytes: length } = part.range;
    return vast[part.entry]?.content?.subarray(from, from + length) ?? Buffer.alloc(length);
  });
  return Buffer.concat(parts);
}

class VastReader extends yauzl.RandomAccessReader {
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from([vastSlice(start, end - start)]);
  }
}

describe('when an archive passes 4 GiB', () => {
  it('is found by yauzl to its last entry', async () => {
    const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
      yauzl.fromRandomAccessReader(
        new VastReader(),
        vastLayout.sizeBytes,
        { lazyEntries: true },
        (error, opened) => (error ? reject(error) : resolve(opened)),
      ),
    );
    const sizes: Record<string, number> = {};
    zip.on('entry', ({ fileName, uncompressedSize }: yauzl.Entry) => {
      sizes[fileName] = uncompressedSize;
    });
    const files = await readFiles(zip, (entry) => entry.uncompressedSize < gigabyte);
    expect(sizes).toEqual({
      'first.txt': 5,
      'vast/5g.bin': 5 * gigabyte,
      'vast/another.bin': 0xffff_fffe,
      'last.txt': 4,
    });
    expect([...files.values()].map(String)).toEqual(['first', 'last']);
  });

  itUnless(programMissing('unzip'), 'is read by unzip, out of a sparse file', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'zip64-'));
    const path = join(directory, 'vast.zip');
    const file = await open(path, 'w');
    for (const piece of vastLayout.pieces) {
      const content = piece.kind === 'structure' ? piece.bytes : vast[piece.entry]?.content;
      if (content) await file.write(content, 0, content.length, piece.offsetBytes);
    }
    await file.close();
    const { stdout } = await run('unzip', ['-p', path, 'last.txt']);
    const listing = await run('unzip', ['-lq', path]);
    await rm(directory, { recursive: true });
    expect(stdout).toBe('last');
    expect(listing.stdout).toContain(String(5 * gigabyte));
  });
});
