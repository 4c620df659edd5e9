import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newDataDir } from '../../support/service.ts';
import { descendants, ended } from '../../support/service-processes.ts';

const root = new URL('../../..', import.meta.url).pathname;

let dataDir: string;
let started: ChildProcess;
let lines: AsyncIterableIterator<string>;
let logged: Promise<string>;

/** As `npm start` does, but without npm above it. */
function start(more: Readonly<Record<string, string>> = {}): void {
  const command = ['scripts/setup.mjs', '--for', 'start', '--', 'scripts/start.ts'];
  const env = { PATH: process.env.PATH, MINHCHUNG_DATA_DIR: dataDir, PORT: '0', ...more };
  started = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  logged = started.stderr ? text(started.stderr) : Promise.resolve('');
  if (started.stdout) lines = createInterface(started.stdout)[Symbol.asyncIterator]();
}

async function lineWith(text: string): Promise<string> {
  for (let next = await lines.next(); !next.done; next = await lines.next())
    if (next.value.includes(text)) return next.value;
  throw new Error(`it ended without a line with "${text}"`);
}

beforeEach(async () => {
  dataDir = await newDataDir();
});

afterEach(async () => {
  if (started.exitCode === null && started.signalCode === null) {
    const below = descendants(started.pid ?? 0);
    started.kill('SIGKILL');
    await once(started, 'exit');
    await ended(below);
  }
  await rm(dataDir, { recursive: true, force: true });
});

describe('when the service is started by its command', () => {
  it('prints its address and the one-time link, which no log tells, and drains on Ctrl-C', async () => {
    start();
    const url = (await lineWith('serves on')).split(' ').at(-1) ?? '';
    const link = (await lineWith('/setup#')).trim();
    expect(link.startsWith(`${url}/setup#`)).toBe(true);
    const token = link.split('#')[1] ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);

    const below = descendants(started.pid ?? 0);
    expect(below.length).toBeGreaterThanOrEqual(5);
    started.kill('SIGINT');
    const [status] = (await once(started, 'exit')) as [number | null];
    expect(status).toBe(0);
    expect(await logged).not.toContain(token);
    await ended(below);
  }, 180_000);

  it('shows no link where its output goes to the journal, and names the command instead', async () => {
    start({ JOURNAL_STREAM: '8:12345' });
    expect(await lineWith('no admin yet')).toContain('minhchung user add');
    expect(await lineWith('')).toContain('Ctrl-C');
  }, 180_000);
});
