import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { isLocked } from '../../../src/adapters/disk/folder-lock.ts';
import { createFfmpegRecorder } from '../../../src/adapters/ffmpeg/recorder.ts';
import { RecorderBench, type RecorderBenchOptions } from '../recording/recorder-bench.ts';
import { describeRecorder, readVideo } from '../recording/recorder-contract.ts';

describeRecorder('ffmpeg');

const benches: RecorderBench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

async function aBench(given: RecorderBenchOptions = {}): Promise<RecorderBench> {
  const bench = await RecorderBench.make(given);
  benches.push(bench);
  return bench;
}

describe('when a camera is recorded', () => {
  it('holds the lock of its directory exactly as long as it lives, and lets no other in', async () => {
    const bench = await aBench();
    const recording = await bench.record();
    await recording.closed(1);
    expect(await isLocked(recording.directory)).toBe(true);
    await expect(bench.record({ directory: recording.directory })).rejects.toMatchObject({
      code: 'run-locked',
    });
    expect(await isLocked(recording.directory)).toBe(true);
    await recording.process.stop();
    expect(await isLocked(recording.directory)).toBe(false);
  });

  it('shows the camera’s credential neither in its arguments nor in its environment (I9)', async () => {
    const [user, password] = ['operator', 'hunter2-secret'];
    const bench = await aBench({ user, password });
    const session = await bench.session({ user, password });
    const recording = await bench.record({ session });
    await recording.closed(1);
    const { pid } = recording.process;
    for (const of of ['cmdline', 'environ']) {
      const text = readFileSync(`/proc/${pid}/${of}`, 'utf8');
      expect(text).not.toContain(password);
      expect(text).not.toContain(user);
    }
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain('rtsp://127.0.0.1:');
    expect(JSON.stringify(await recording.process.stop())).not.toContain(session.url);
  });
});

describe('when a recorder is stopped', () => {
  it('is killed when it heeds neither `q` nor SIGTERM; what it had written is whole up to a GOP', async () => {
    const recording = await (await aBench()).record();
    await recording.closed(2);
    const { pid } = recording.process;
    if (pid === undefined) throw new Error('it does not run');
    process.kill(pid, 'SIGSTOP');
    const ends = await Promise.all([recording.process.stop(), recording.process.stop()]);
    expect(ends.map(({ kind }) => kind)).toEqual(['failed', 'failed']);
    expect(readVideo(recording, 1).damage).toBeUndefined();
    expect(await isLocked(recording.directory)).toBe(false);
  });
});

describe('when a recorder cannot go on', () => {
  it('says that it was killed', async () => {
    const recording = await (await aBench()).record();
    await recording.closed(1);
    process.kill(recording.process.pid ?? 0, 'SIGKILL');
    expect(await recording.process.ended).toMatchObject({ kind: 'failed' });
  });

  it('says that nobody answers at its address, without the address', async () => {
    const bench = await aBench();
    const first = await bench.record();
    await first.closed(1);
    await first.process.stop();
    const recording = await bench.record({ session: first.session });
    const end = await recording.process.ended;
    expect(end.kind).toBe('failed');
    expect(end.message).not.toContain('127.0.0.1');
  });
});

describe('when there is no ffmpeg', () => {
  const path = process.env.PATH;
  afterEach(() => {
    process.env.PATH = path;
  });

  it.each(['', '/nowhere', '/etc'])('is said at once, with the remedy (PATH %j)', async (without) => {
    process.env.PATH = without;
    await expect(createFfmpegRecorder()).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'ffmpeg-missing',
      message: expect.stringContaining('apt-get install ffmpeg') as string,
    });
  });
});
