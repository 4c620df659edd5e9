import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { partsWithin, zipLayout } from '../../../src/evidence/zip/zip64.ts';
import { fileIn } from '../../support/evd/verdict.ts';
import { noonMs } from '../../support/hand-clock.ts';
import { itUnless, programMissing } from '../../support/unless.ts';
import { realExport } from './real-export.ts';

const real = await realExport();
const footage = `segments/${real.ids.a}/main/4.mp4`;
/** Bytes of zero, above what 32 bits count. */
const vast = { name: 'segments/vast/main/1.mp4', sizeBytes: 2 ** 32 + 12_345 };
const behindIt = 'segments/vast/main/2.mp4';
/** Each reader reads all of its 4.3 GB, too. */
const isLong = process.env.LONG !== undefined;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minhchung-readers-'));
  await writeFile(join(folder, 'bundle.zip'), real.zip);
  await writeVast(join(folder, 'vast.zip'));
});

afterAll(() => rm(folder, { recursive: true }));

/** The files of the bundle, one above 4 GB that takes no room on the disk, and one behind it. */
async function writeVast(path: string): Promise<void> {
  const small = [...real.files].map(([name, content]) => ({ name, content }));
  const last = { name: behindIt, content: fileIn(real.files, footage) };
  const entries = [...small, vast, last];
  const layout = zipLayout(
    entries.map((entry) =>
      'content' in entry
        ? { name: entry.name, sizeBytes: entry.content.length, crc32: crc32(entry.content) }
        : { ...entry, crc32: isLong ? crcOfZeros(entry.sizeBytes) : 0 },
    ),
    noonMs,
  );
  const file = await open(path, 'w');
  let at = 0;
  for (const part of partsWithin(layout, { offsetBytes: 0, sizeBytes: layout.sizeBytes })) {
    const entry = part.kind === 'content' ? entries[part.entry] : undefined;
    const bytes = part.kind === 'structure' ? part.bytes : entry && 'content' in entry && entry.content;
    if (bytes) await file.write(bytes, 0, bytes.length, at);
    at += bytes ? bytes.length : vast.sizeBytes;
  }
  await file.close();
}

function crcOfZeros(sizeBytes: number): number {
  const chunk = Buffer.alloc(2 ** 24);
  let crc = 0;
  for (let done = 0; done < sizeBytes; done += chunk.length)
    crc = crc32(chunk.subarray(0, Math.min(chunk.length, sizeBytes - done)), crc);
  return crc;
}

const python =
  'import sys, zipfile, shutil; shutil.copyfileobj(zipfile.ZipFile(sys.argv[1]).open(sys.argv[2]), sys.stdout.buffer)';

/** How each prints a file of a ZIP; all but `jar` refuse one whose checksum is wrong. */
const readers: readonly (readonly [program: string, debianPackage: string, command: string])[] = [
  ['unzip', 'unzip', 'unzip -p "$1" "$2"'],
  ['7zz', '7zip', '7zz e -so "$1" "$2"'],
  ['python3', 'python3', `python3 -c '${python}' "$1" "$2"`],
  ['bsdtar', 'libarchive-tools', 'bsdtar -xOf "$1" "$2"'],
  ['jar', 'default-jdk-headless', 'jar xf "$1" "$2" && cat "$2"'],
];

const shell = async (command: string, zip: string, name: string): Promise<Buffer> =>
  (
    await promisify(execFile)('bash', ['-o', 'pipefail', '-ec', command, 'bash', zip, name], {
      cwd: folder,
      encoding: 'buffer',
      maxBuffer: 2 ** 24,
    })
  ).stdout;

describe('programs that nobody here wrote', () => {
  for (const [program, debianPackage, command] of readers) {
    const missing = programMissing(program, debianPackage);
    itUnless(missing, `read a bundle byte for byte: ${program}`, async () => {
      for (const name of ['manifest.json', footage])
        expect((await shell(command, 'bundle.zip', name)).equals(fileIn(real.files, name))).toBe(true);
    });

    itUnless(missing, `find what lies behind 4 GB in a bundle: ${program}`, async () => {
      const read = await shell(command, 'vast.zip', behindIt);
      expect(read.equals(fileIn(real.files, footage))).toBe(true);
    });

    if (!isLong) continue;
    itUnless(missing, `read a file above 4 GB to its end: ${program}`, async () => {
      const counted = await shell(`{ ${command}; } | wc -c`, 'vast.zip', vast.name);
      expect(Number(counted)).toBe(vast.sizeBytes);
    });
  }
});
