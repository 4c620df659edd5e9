import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { attacked, fileIn } from '../../support/evd/verdict.ts';
import { writeBundle } from '../../support/evd/written-bundle.ts';
import { itUnless, programMissing } from '../../support/unless.ts';

const { bundle } = await attacked();
const footage = 'segments/cam_b/main/4.mp4';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minhchung-readers-'));
  await writeBundle(join(folder, 'bundle.zip'), bundle);
});

afterAll(() => rm(folder, { recursive: true }));

const python = 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))';

/** How each prints a file of a ZIP. */
const readers: readonly (readonly [program: string, debianPackage: string, command: string])[] = [
  ['unzip', 'unzip', 'unzip -p "$1" "$2"'],
  ['7zz', '7zip', '7zz e -so "$1" "$2"'],
  ['python3', 'python3', `python3 -c '${python}' "$1" "$2"`],
  ['bsdtar', 'libarchive-tools', 'bsdtar -xOf "$1" "$2"'],
  ['jar', 'default-jdk-headless', 'jar xf "$1" "$2" && cat "$2"'],
];

describe('programs that nobody here wrote', () => {
  for (const [program, debianPackage, command] of readers)
    itUnless(programMissing(program, debianPackage), `read a bundle byte for byte: ${program}`, async () => {
      const read = (name: string) =>
        promisify(execFile)('sh', ['-ec', command, 'sh', 'bundle.zip', name], {
          cwd: folder,
          encoding: 'buffer',
          maxBuffer: 2 ** 24,
        });
      for (const name of ['manifest.json', footage])
        expect((await read(name)).stdout.equals(fileIn(bundle, name))).toBe(true);
    });
});
