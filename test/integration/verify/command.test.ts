import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeClips } from '../../../scripts/verify/clip-decoder.ts';
import { FileSource } from '../../../scripts/verify/file-source.ts';
import { verifyFile } from '../../../scripts/verify/verify-file.ts';
import { keyFingerprint } from '../../../src/log/index.ts';
import { readableTimes } from '../../../src/verify/words/report-text.ts';
import { fileIn, flipped } from '../../support/evd/verdict.ts';
import { type BundleFiles, zipOf } from '../../support/evd/zip-of.ts';
import { testExportKey, testLogKey } from '../../support/export-sealing.ts';
import { iso } from './evidence.ts';
import { negativeProofFiles, noCameraStatement } from './negative-proof.ts';
import { policyOf, realExport, trustOfOfficer, witnessedMs } from './real-export.ts';
import { attacked } from './verdict.ts';

const compiled = join(import.meta.dirname, '../../../dist/verifier/verify.mjs');
const real = await realExport();
/** Of the second request: its camera recorded all the time. */
const good = real.other;
const clip = `clip/${real.ids.c}.mp4`;
let folder = '';
const path = (name: string): string => join(folder, name);
const write = (name: string, bundle: BundleFiles): Promise<void> => writeFile(path(name), zipOf(bundle));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minhchung-verify-'));
  // Alone in a folder: it needs Node and nothing else.
  await copyFile(compiled, path('verify.mjs'));
  await write('good.zip', good);
  await write('tampered.zip', new Map(good).set(clip, flipped(fileIn(good, clip))));
  await writeFile(path('policy'), policyOf(trustOfOfficer));
});

afterAll(() => rm(folder, { recursive: true }));

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly complaint: string;
}

async function run(args: readonly string[], node: readonly string[] = [], PATH?: string): Promise<Ran> {
  const options = { cwd: folder, ...(PATH !== undefined && { env: { PATH } }) };
  try {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [...node, path('verify.mjs'), ...args],
      options,
    );
    return { status: 0, out: stdout, complaint: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, out: stdout, complaint: stderr };
  }
}

describe('the program of one file', () => {
  it('says in Vietnamese and in English that a bundle is unchanged, and never that it is authentic', async () => {
    const args = [path('good.zip'), '--policy', path('policy')];
    const [local, en] = [await run(args), await run([...args, '--language', 'en'])];
    expect([local.status, en.status, local.complaint + en.complaint]).toEqual([0, 0, '']);
    const at = readableTimes(iso(witnessedMs));
    expect(local.out).toContain(`KHÔNG THAY ĐỔI (0)\nKhông thay đổi kể từ khi được ghi nhận lúc ${at}`);
    expect(en.out).toContain(`UNCHANGED (0)\nUnchanged since it was recorded at ${at}`);
    expect(local.out + en.out).not.toMatch(/authentic|xác thực|thật/i);
  });

  it('says of a negative answer that its records bear it out, or which file was altered', async () => {
    const files = await negativeProofFiles(real, noCameraStatement(real), { cams: 0 });
    await write('answer.zip', files);
    const altered = Buffer.from(fileIn(files, 'statement.json')).toString().replace('12/TB', '13/TB');
    await write('forged.zip', new Map(files).set('statement.json', Buffer.from(altered)));
    const of = (name: string) => run([path(name), '--policy', path('policy'), '--language', 'en']);
    const [right, forged] = [await of('answer.zip'), await of('forged.zip')];
    expect([right.status, right.complaint]).toEqual([0, '']);
    expect(right.out).toContain('The records bear out what the answer states.');
    expect(forged.status).toBe(10);
    expect(forged.out).toContain('- [10] statement.json: this is not what was stated');
    expect(forged.out).not.toContain('bear out');
  });

  it('ends with the status of the gravest finding, and names the file', async () => {
    const { status, out } = await run([path('tampered.zip'), '--policy', path('policy'), '--language', 'en']);
    expect(status).toBe(10);
    expect(out).toContain('ALTERED (10)');
    expect(out).toContain(`- [10] ${clip}: this file was altered after it was signed`);
    expect(out).not.toContain('Unchanged since');
  });

  it('knows the log by the fingerprint on paper, and refuses another', async () => {
    const [log, exported] = [testLogKey, testExportKey].map((key) => keyFingerprint(key.verifier));
    await writeFile(path('printed'), `log ${log}\nexport ${exported}\n`);
    expect((await run([path('good.zip'), '--policy', path('printed')])).status).toBe(3);
    await writeFile(path('other'), `log ${exported}\n`);
    expect((await run([path('good.zip'), '--policy', path('other')])).status).toBe(12);
  });

  it('decodes the clips of an unaltered bundle, and says so where it cannot', async () => {
    const args = [path('good.zip'), '--policy', path('policy')];
    const decoded = await run(args);
    expect([decoded.status, decoded.out]).toEqual([
      0,
      expect.stringMatching(/^Bản ghép: 1 trong 1 bản ghép giải mã không lỗi \(ffmpeg \d.*\)$/m),
    ]);
    expect((await run([...args, '--no-decode'])).out).not.toContain('Bản ghép');
    // A program beside the bundle is not that of this computer.
    await writeFile(path('ffmpeg'), '#!/bin/sh\n');
    await chmod(path('ffmpeg'), 0o755);
    const absent = await run([...args, '--language', 'en'], [], '.:');
    expect([absent.status, absent.out]).toEqual([
      0,
      expect.stringContaining('Clips: 1 NOT DECODED: there is no ffmpeg on this computer\n'),
    ]);
    expect((await run([path('tampered.zip'), '--policy', path('policy')])).out).not.toContain('Bản ghép');
  });

  it('names a clip that does not decode', async () => {
    const bytes = Buffer.from(fileIn(good, clip));
    const frames = bytes.indexOf('mdat') + 4;
    bytes.fill(0xff, frames, frames + 200);
    await write('undecodable.zip', new Map(good).set(clip, bytes));
    const source = await FileSource.open(path('undecodable.zip'));
    const decoding = await decodeClips(source);
    await source.close();
    expect(decoding).toEqual({
      decoder: expect.stringMatching(/^ffmpeg \d/) as string,
      clips: 1,
      failed: [{ path: clip, error: expect.stringMatching(/./) as string }],
    });
  });

  it('compares with a checkpoint from elsewhere', async () => {
    await writeFile(path('kept'), fileIn(good, 'checkpoint'));
    const { status } = await run([
      path('good.zip'),
      '--policy',
      path('policy'),
      '--checkpoint',
      path('kept'),
    ]);
    expect(status).toBe(0);
  });

  it('ends with 2 where there is no verdict: no policy, one that is none, no file', async () => {
    await writeFile(path('wrong'), 'log fingerprint\n');
    const results = [
      await run([path('good.zip')]),
      await run([path('good.zip'), '--policy', path('wrong')]),
      await run([path('absent.zip'), '--policy', path('policy')]),
    ];
    expect(results.map(({ status, out }) => [status, out])).toEqual([
      [2, ''],
      [2, ''],
      [2, ''],
    ]);
    expect(results[1]?.complaint).toContain('line 1');
  });

  it('needs little memory for a large bundle', async () => {
    const large = await attacked(real, {
      draft: ({ files }) => void files.set('papers/large.bin', Buffer.alloc(300_000_000)),
    });
    await write('large.zip', large.bundle);
    // The peak of its own memory: `maxRSS` also counts this process, which it was before it became Node.
    const atExit = [
      'import { readFileSync } from "node:fs";',
      'const peak = () => /VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1];',
      'process.on("exit", () => process.stderr.write(peak()));',
    ].join('\n');
    const { status, complaint } = await run(
      [path('large.zip'), '--policy', path('policy'), '--no-decode'],
      ['--import', `data:text/javascript,${encodeURIComponent(atExit)}`],
    );
    expect(status).toBe(3);
    expect(Number(complaint) * 1_024).toBeLessThan(200_000_000);
  });
});

describe('minhchung verify', () => {
  it('is the same', async () => {
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const status = await verifyFile(path('good.zip'), { policy: path('policy'), language: 'vi' });
    const text = written.mock.calls.map(([chunk]) => String(chunk)).join('');
    written.mockRestore();
    expect([status, text]).toEqual([0, (await run([path('good.zip'), '--policy', path('policy')])).out]);
  });
});
