import { describe, expect, it } from 'vitest';
import { boundedThreads } from '../../../src/adapters/threads/bounded-thread.ts';

const entryOf = (source: string) => new URL(`data:text/javascript,${encodeURIComponent(source)}`);
const answering = (source: string) =>
  entryOf(`
  import { parentPort, workerData } from 'node:worker_threads';
  ${source}`);
const bounds = { maxHeapMb: 32, maxMs: 60_000, atOnce: 2 };

describe('when a thread does a task', () => {
  it('has an answer for each, also for more than run at a time', async () => {
    const run = boundedThreads(answering('parentPort.postMessage({ value: workerData * 2 })'), bounds);
    expect(await Promise.all([1, 2, 3, 4, 5].map((n) => run(n)))).toEqual([2, 4, 6, 8, 10]);
  });

  it.each([
    ['takes too long', 'for (;;);', { ...bounds, maxMs: 200 }],
    ['needs too much memory', 'const all = []; for (;;) all.push({ at: [all.length] });', bounds],
    ['ends without an answer', 'process.exit(0)', bounds],
  ])('is refused as too costly when it %s', async (_, source, within) => {
    const run = boundedThreads(answering(source), within);
    await expect(run(1)).rejects.toMatchObject({ kind: 'invalid', code: 'upload-too-costly' });
  });

  it('lets others go on while it computes', async () => {
    const turn = new Int32Array(new SharedArrayBuffer(4));
    const source = 'Atomics.wait(workerData, 0, 0); parentPort.postMessage({ value: workerData[0] });';
    const waiting = boundedThreads(answering(source), bounds)(turn);
    await new Promise((resolve) => setImmediate(resolve));
    Atomics.store(turn, 0, 7);
    Atomics.notify(turn, 0);
    expect(await waiting).toBe(7);
  });

  it('throws a defect of the task as one, and takes the next', async () => {
    const source =
      'if (workerData === 1) throw new TypeError("defect"); parentPort.postMessage({ value: 2 });';
    const run = boundedThreads(answering(source), { ...bounds, atOnce: 1 });
    await expect(run(1)).rejects.toThrow(TypeError);
    expect(await run(2)).toBe(2);
  });

  it('sees nothing of the environment, where secrets are', async () => {
    const run = boundedThreads(
      answering('parentPort.postMessage({ value: Object.keys(process.env) })'),
      bounds,
    );
    expect(await run(1)).toEqual([]);
  });
});
