import { describe, expect, it } from 'vitest';
import { StartQueue } from '../../../src/adapters/ffmpeg/start-queue.ts';
import { turns } from '../recording/fakes.ts';

const never = new AbortController().signal;
/** Against giving up while a test runs. */
const patienceMs = 60_000;

describe('when recorders start', () => {
  it('has so many start at once, and the next when one has begun', async () => {
    const queue = new StartQueue({ atOnce: 2, patienceMs });
    const ends: (() => void)[] = [];
    for (let i = 0; i < 5; i++) void queue.turn(never).then((end) => ends.push(end));
    const startedAfter = async (begun: number) => {
      for (const end of ends.slice(0, begun)) end();
      await turns();
      return ends.length;
    };
    const counts = [];
    for (const begun of [0, 1, 2, 4]) counts.push(await startedAfter(begun));
    expect(counts).toEqual([2, 3, 4, 5]);
  });

  it('gives up the one whose turn does not come, naming the overload, and none after it', async () => {
    const slow = new StartQueue({ atOnce: 1, patienceMs: 20 });
    const end = await slow.turn(never);
    await expect(slow.turn(never)).rejects.toMatchObject({
      code: 'machine-overloaded',
      message: expect.stringContaining('this machine is overloaded: 2 recorders were starting') as string,
    });
    end();
    (await slow.turn(never))();
  });

  it('skips one that is stopped while it waits', async () => {
    const queue = new StartQueue({ atOnce: 1, patienceMs });
    const end = await queue.turn(never);
    const stopped = new AbortController();
    const waiting = queue.turn(stopped.signal);
    stopped.abort();
    await expect(waiting).rejects.toBeDefined();
    end();
    (await queue.turn(never))();
  });
});
