import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Spawn } from '../../../src/adapters/ffmpeg/child.ts';
import { createFfmpegRecorder, type FfmpegRecorderOptions } from '../../../src/adapters/ffmpeg/recorder.ts';

let lock: FileHandle;
const { PATH } = process.env;

beforeAll(async () => {
  lock = await open('/dev/null');
});
afterAll(() => lock.close());
afterEach(() => {
  process.env.PATH = PATH;
});

async function startIn(directory: string, options: FfmpegRecorderOptions = {}) {
  const recorder = await createFfmpegRecorder({ program: '/bin/true', ...options });
  const place = { url: 'rtsp://127.0.0.1:1/secret', directory, lockFd: lock.fd };
  return recorder.start({ ...place, segmentMs: 60_000, cutOffsetMs: 0, onFile: () => {} });
}

const systemError = (code: string) => Object.assign(new Error(`spawn setpriv ${code}`), { code });

/** A child that did not start, as Node tells it after the call: without pipes if there are no more files. */
const failsLater =
  (code: string): Spawn =>
  () => {
    const child = new EventEmitter() as ChildProcess;
    process.nextTick(() => child.emit('error', systemError(code)));
    return child;
  };

const failsAtOnce =
  (code: string): Spawn =>
  () => {
    throw systemError(code);
  };

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
