import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeClips } from '../../../scripts/verify/clip-decoder.ts';
import { FileSource } from '../../../scripts/verify/file-source.ts';
import { verifyFile } from '../../../scripts/verify/verify-file.ts';
import type { VerifierReport } from '../../../src/verify/index.ts';
import { negativeProofFiles, noCameraStatement } from '../../support/evd/negative-proof.ts';
import { attacked, fileIn, flipped, verdictOf } from '../../support/evd/verdict.ts';
import { policyText, writeBundle } from '../../support/evd/written-bundle.ts';

const compiled = join(import.meta.dirname, '../../../dist/verifier/verify.mjs');
const good = await attacked();
let folder = '';
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minhchung-verify-'));
  // Alone in a folder: it needs Node and nothing else.
  await copyFile(compiled, path('verify.mjs'));
  await writeBundle(path('good.zip'), good.bundle);
  const tampered = new Map(good.bundle).set('clip/cam_a.mp4', flipped(fileIn(good.bundle, 'clip/cam_a.mp4')));
  await writeBundle(path('tampered.zip'), tampered);
  await writeFile(path('policy'), policyText(good.evidence));
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
    expect(local.out).toContain(
      'KHÔNG THAY ĐỔI (0)\nKhông thay đổi kể từ khi được ghi nhận lúc 2026-11-30 03:00:00.000 UTC',
    );
    expect(en.out).toContain('UNCHANGED (0)\nUnchanged since it was recorded at 2026-11-30 03:00:00.000 UTC');
    expect(local.out + en.out).not.toMatch(/authentic|xác thực|thật/i);
  });

  it('says of a negative answer that its records bear it out, or which file was altered', async () => {
    const { evidence, files } = await negativeProofFiles(noCameraStatement, { cams: 0 });
    await writeBundle(path('answer.zip'), files);
    const altered = Buffer.from(fileIn(files, 'statement.json')).toString().replace('12/TB', '13/TB');
    await writeBundle(path('forged.zip'), new Map(files).set('statement.json', Buffer.from(altered)));
    await writeFile(path('policy-of-answer'), policyText(evidence));
    const of = (name: string) => run([path(name), '--policy', path('policy-of-answer'), '--language', 'en']);
    const [good, forged] = [await of('answer.zip'), await of('forged.zip')];
    expect([good.status, good.complaint]).toEqual([0, '']);
    expect(good.out).toContain('The records bear out what the answer states.');
    expect(forged.status).toBe(10);
    expect(forged.out).toContain('- [10] statement.json: this is not what was stated');
    expect(forged.out).not.toContain('bear out');
  });

  it('ends with the status of the gravest finding, and names the file', async () => {
    const { status, out } = await run([path('tampered.zip'), '--policy', path('policy'), '--language', 'en']);
    expect(status).toBe(10);
    expect(out).toContain('ALTERED (10)');
    expect(out).toContain('- [10] clip/cam_a.mp4: this file was altered after it was signed');
    expect(out).not.toContain('Unchanged since');
  });

  it('prints the report as JSON, the same as the verifier in a browser', async () => {
    const { status, out } = await run([path('tampered.zip'), '--policy', path('policy'), '--json']);
    const { report } = await verdictOf(good.evidence, await readFile(path('tampered.zip')));
    expect([status, JSON.parse(out) as VerifierReport]).toEqual([10, JSON.parse(JSON.stringify(report))]);
  });

  it('knows the log by the fingerprint on paper, and refuses another', async () => {
    const { report } = await verdictOf(good.evidence, good.bundle);
    await writeFile(path('printed'), `log ${report.keys.log}\nexport ${report.keys.export}\n`);
    expect((await run([path('good.zip'), '--policy', path('printed')])).status).toBe(3);
    await writeFile(path('other'), `log ${report.keys.export}\n`);
    expect((await run([path('good.zip'), '--policy', path('other')])).status).toBe(12);
  });

  it('decodes the clips of an unaltered bundle, and says so where it cannot', async () => {
    const args = [path('good.zip'), '--policy', path('policy')];
    const decoded = await run(args);
    expect([decoded.status, decoded.out]).toEqual([
      0,
      expect.stringMatching(/^Bản ghép: 2 trong 2 bản ghép giải mã không lỗi \(ffmpeg \d.*\)$/m),
    ]);
    expect((await run([...args, '--no-decode'])).out).not.toContain('Bản ghép');
    // A program beside the bundle is not that of this computer.
    await writeFile(path('ffmpeg'), '#!/bin/sh\n');
    await chmod(path('ffmpeg'), 0o755);
    const absent = await run([...args, '--language', 'en'], [], '.:');
    expect([absent.status, absent.out]).toEqual([
      0,
      expect.stringContaining('Clips: 2 NOT DECODED: there is no ffmpeg on this computer\n'),
    ]);
    expect((await run([path('tampered.zip'), '--policy', path('policy')])).out).not.toContain('Bản ghép');
  });

  it('names a clip that does not decode', async () => {
    const clip = 'clip/cam_b.mp4';
    const bytes = Buffer.from(fileIn(good.bundle, clip));
    const frames = bytes.indexOf('mdat') + 4;
    bytes.fill(0xff, frames, frames + 200);
    await writeBundle(path('undecodable.zip'), new Map(good.bundle).set(clip, bytes));
    const source = await FileSource.open(path('undecodable.zip'));
    const decoding = await decodeClips(source);
    await source.close();
    expect(decoding).toEqual({
      decoder: expect.stringMatching(/^ffmpeg \d/) as string,
      clips: 2,
      failed: [{ path: clip, error: expect.stringMatching(/./) as string }],
    });
  });

  it('compares with a checkpoint from elsewhere', async () => {
    await writeFile(path('kept'), good.evidence.checkpoint);
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
    const large = await attacked({
      draft: ({ files }) => void files.set('papers/large.bin', Buffer.alloc(300_000_000)),
    });
    await writeBundle(path('large.zip'), large.bundle);
    await writeFile(path('policy-large'), policyText(large.evidence));
    const atExit = 'process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)))';
    const { status, complaint } = await run(
      [path('large.zip'), '--policy', path('policy-large')],
      ['--import', `data:text/javascript,${encodeURIComponent(atExit)}`],
    );
    expect(status).toBe(0);
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
