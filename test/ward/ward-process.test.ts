import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadClips, startWardProcess } from '../../scripts/ward/index.ts';
import { projectRoot } from '../../scripts/ward/project-root.ts';
import { WARD_TIMEOUT_MS } from './support/quiet-ward.ts';
import { RtspClient } from './support/rtsp-client.ts';

const source = join(projectRoot(), 'scripts');
/** The ward, and what it needs for the cache of its clips. */
const isOfWard = (file: string): boolean =>
  ['cache-directory.ts', 'held-lock.ts'].includes(file) || /^ward\/.*\.ts$/.test(file);
let directory: string;
let entry: string;

/** The ward as it is now, not as it was when somebody last built the project. */
async function compileWard(): Promise<void> {
  for (const file of (await readdir(source, { recursive: true })).filter(isOfWard)) {
    const { outputText } = ts.transpileModule(await readFile(join(source, file), 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2023,
        rewriteRelativeImportExtensions: true,
      },
    });
    const compiled = join(directory, file.replace(/ts$/, 'js'));
    await mkdir(dirname(compiled), { recursive: true });
    await writeFile(compiled, outputText);
  }
}

beforeAll(async () => {
  await loadClips();
  directory = await mkdtemp(join(projectRoot(), '.cache', 'ward-process-'));
  await compileWard();
  entry = join(directory, 'ward', 'main.js');
}, WARD_TIMEOUT_MS);
afterAll(() => rm(directory, { recursive: true, force: true }));

const settings = () => ({ cameras: 2, discovery: false, rtspPort: 0, httpPort: 0, entry });

describe('when the ward runs in a process of its own', () => {
  it('tells what cameras it has, and they stream', async () => {
    const ward = await startWardProcess(settings());
    const [camera] = ward.cameras;
    if (!camera) throw new Error('no camera');
    const client = new RtspClient(camera);
    const packets = client.packets('rtp', 10);
    await client.play();
    expect(await packets).toHaveLength(10);
    client.close();
    await ward.stop();
  });

  it('obeys, and keeps what it told up to date', async () => {
    const ward = await startWardProcess(settings());
    await ward.command(1, { do: 'reboot', address: '127.20.203.9', downMs: 10 });
    await ward.command(1, { do: 'setPassword', password: 'another' });
    expect(ward.cameras[1]).toMatchObject({ address: '127.20.203.9', password: 'another' });
    await ward.stop();
  });

  it('says why it cannot', async () => {
    const ward = await startWardProcess(settings());
    await expect(ward.command(7, { do: 'silent' })).rejects.toThrow('no camera 7');
    await ward.stop();
    await expect(startWardProcess({ ...settings(), firstAddress: '126.0.0.1' })).rejects.toThrow(
      'stays on loopback',
    );
  });

  it('tells those who wait when it ends', async () => {
    const ward = await startWardProcess(settings());
    const reboot = ward.command(0, { do: 'reboot', downMs: 3_600_000 });
    const refused = expect(reboot).rejects.toThrow('the ward has ended');
    process.kill(ward.pid ?? 0, 'SIGKILL');
    await refused;
    await ward.stop();
  });

  it('draws passwords anew for every ward', async () => {
    const wards = [await startWardProcess(settings()), await startWardProcess(settings())];
    const passwords = wards.map((ward) => ward.cameras[0]?.password);
    expect(new Set(passwords).size).toBe(2);
    await Promise.all(wards.map((ward) => ward.stop()));
  });
});
