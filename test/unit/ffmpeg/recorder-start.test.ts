import { type ChildProcess, spawn as nodeSpawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Spawn } from '../../../src/adapters/ffmpeg/child.ts';
import { createFfmpegRecorder, type FfmpegRecorderOptions } from '../../../src/adapters/ffmpeg/recorder.ts';
import type { RecordingOrder } from '../../../src/recording/index.ts';
import { failsAtOnce, failsLater } from './failed-spawns.ts';

let lock: FileHandle;
const { PATH } = process.env;

beforeAll(async () => {
  lock = await open('/dev/null');
});
afterAll(() => lock.close());
afterEach(() => {
  process.env.PATH = PATH;
});

const orderIn = (directory: string): RecordingOrder => ({
  url: 'rtsp://127.0.0.1:1/secret',
  directory,
  lockFd: lock.fd,
  firstSeq: 0,
  segmentMs: 60_000,
  cutOffsetMs: 0,
  onFile: () => {},
});

async function startIn(directory: string, options: FfmpegRecorderOptions = {}) {
  const recorder = await createFfmpegRecorder({ program: '/bin/true', ...options });
  return recorder.start(orderIn(directory));
}

describe('when a recorder cannot be started', () => {
  it.each([
    ['no process is left', failsLater('EAGAIN'), 'it allows no more processes (EAGAIN)'],
    ['no file is left', failsLater('EMFILE'), 'too many files are open (EMFILE)'],
    ['no memory is left', failsAtOnce('ENOMEM'), 'it has no more memory (ENOMEM)'],
  ])('names the overload of this machine: %s', async (_when, spawn, what) => {
    const recorder = await startIn(tmpdir(), { spawn });
    const end = {
      kind: 'not-started',
      message: `ffmpeg could not be started: this machine is overloaded: ${what}`,
    };
    expect(await recorder.ended).toEqual(end);
    expect(await recorder.stop()).toEqual(end);
    expect(await recorder.begun).toBe(false);
    expect(recorder.pid).toBeUndefined();
  });

  it('ends with the reason when the folder of its run is gone', async () => {
    const recorder = await startIn('/nowhere');
    expect(await recorder.ended).toEqual({
      kind: 'not-started',
      message: 'ffmpeg could not be started: the program or its folder is missing (ENOENT)',
    });
  });

  it('ends with the reason when `setpriv` is not on PATH', async () => {
    process.env.PATH = '/nowhere';
    expect(await (await startIn(tmpdir())).ended).toMatchObject({ kind: 'not-started' });
  });

  it.each(['/etc/passwd', '/nowhere/ffmpeg'])(
    'ends with the reason when ffmpeg cannot be run (%s)',
    async (program) => {
      const end = await (await startIn(tmpdir(), { program })).ended;
      expect(end).toMatchObject({ kind: 'failed', message: expect.stringContaining(program) as string });
      expect(end.message).not.toContain('secret');
    },
  );
});

describe('when more recorders are to start than the machine starts in time', () => {
  /** Two recorders of one queue. The first starts something that never begins to record. */
  async function startTwo(patienceMs: number) {
    const started = new EventEmitter();
    const isStarted = once(started, 'child') as Promise<[ChildProcess]>;
    const spawn: Spawn = (_program, _args, options) => {
      const child = nodeSpawn('sleep', ['600'], options);
      started.emit('child', child);
      return child;
    };
    const recorder = await createFfmpegRecorder({ program: 'ffmpeg', spawn, atOnce: 1, patienceMs });
    const [first, second] = [recorder.start(orderIn(tmpdir())), recorder.start(orderIn(tmpdir()))];
    const [child] = await isStarted;
    return { first, second, child };
  }

  it('gives the later one up by name, and leaves the first alone', async () => {
    const { first, second, child } = await startTwo(20);
    expect(await second.ended).toMatchObject({
      kind: 'not-started',
      message: expect.stringContaining('this machine is overloaded') as string,
    });
    child.kill('SIGKILL');
    expect(await first.begun).toBe(false);
    expect(await first.ended).toEqual({ kind: 'failed', message: 'ffmpeg was killed by SIGKILL' });
  });

  it('ends one that is stopped before its turn', async () => {
    const { first, second, child } = await startTwo(60_000);
    expect(await second.stop()).toMatchObject({ kind: 'not-started' });
    child.kill('SIGKILL');
    await first.ended;
  });
});
