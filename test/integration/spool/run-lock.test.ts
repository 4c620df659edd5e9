import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeGuard } from '../../../src/adapters/ffmpeg/guard.ts';
import type { Run } from '../../../src/recording/index.ts';
import { TestSpool } from '../../support/builders-spool.ts';

let home: TestSpool;
let run: Run;
const children: ChildProcess[] = [];

beforeEach(async () => {
  home = await TestSpool.make();
  run = await home.run();
  await home.video(run, 0);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await home.close();
});

const isLive = async () => (await home.spool.scan())[0]?.live;

/** A stand-in for ffmpeg behind the real guard, in the run's directory: says a word and lives on. */
const guarded = async () =>
  [await writeGuard(home.root, 'sh'), ['-c', 'echo up; exec sleep 600'] as const] as const;

async function startRecorder(): Promise<ChildProcess> {
  const [guard, args] = await guarded();
  const child = spawn(guard, args, { cwd: home.directory(run), stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  return child;
}

describe('when a recorder lives in a run', () => {
  it('makes the run live until it is killed, however that happens', async () => {
    expect(await isLive()).toBe(false);
    const child = await startRecorder();
    await once(child.stdout ?? child, 'data');
    expect(await isLive()).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await isLive()).toBe(false);
  });

  it('lets no second one in', async () => {
    const first = await startRecorder();
    await once(first.stdout ?? first, 'data');
    const second = await startRecorder();
    const [status] = (await once(second, 'exit')) as [number];
    expect(status).not.toBe(0);
    expect(await isLive()).toBe(true);
  });

  it('is not disturbed by those who ask for its lock, again and again', async () => {
    const child = await startRecorder();
    await once(child.stdout ?? child, 'data');
    expect(await Promise.all(Array.from({ length: 10 }, isLive))).toEqual(Array(10).fill(true));
  });
});

describe('when the process that started a recorder is killed', () => {
  it('takes the recorder with it, and frees the run', async () => {
    const [guard, args] = await guarded();
    const script = `require('node:child_process').spawn(${JSON.stringify(guard)}, ${JSON.stringify(args)}, {
      cwd: ${JSON.stringify(home.directory(run))}, stdio: ['ignore', 'inherit', 'inherit'] })`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(parent);
    const { stdout } = parent;
    await once(stdout, 'data');
    expect(await isLive()).toBe(true);
    parent.kill('SIGKILL');
    // The pipe closes with the last process that holds it.
    await once(stdout, 'close');
    expect(await isLive()).toBe(false);
  });
});

describe('when guards are written by several workers at once', () => {
  it('never shows half of one', async () => {
    const path = await writeGuard(home.root, 'ffmpeg');
    const whole = await readFile(path, 'utf8');
    const writes = Array.from({ length: 30 }, () => writeGuard(home.root, 'ffmpeg'));
    const reads = Array.from({ length: 100 }, () => readFile(join(home.root, 'recorder'), 'utf8'));
    expect(new Set(await Promise.all(reads))).toEqual(new Set([whole]));
    await Promise.all(writes);
  });
});
