import { describe, expect, it } from 'vitest';
import { minuteMs, type SegmentId, silentLog, unavailable } from '../../../../src/core/index.ts';
import type { CopyAnswer, CopyOrder } from '../../../../src/footage/index.ts';
import { CopyDesk, createAnswerSealer } from '../../../../src/footage/index.ts';
import type { StoredGop } from '../../../../src/footage/playback.ts';

const key = new Uint8Array(32).fill(7);
const sealer = createAnswerSealer(key);
const sha256 = 'ab'.repeat(32);
const copy = { init: Buffer.from('init'), fragment: Buffer.from('fragment'), encoder: 'libx264' };

const stored = (number: number) =>
  ({
    segment: { id: 'run_1-0' as SegmentId, cameraId: 'cam_1', sha256, objectKey: 'k', fromMs: 0, toMs: 9 },
    gop: { number, fromMs: 0, toMs: 9, offsetBytes: 10 * number, sizeBytes: 9 },
  }) as unknown as StoredGop;

/** A desk whose orders wait until the test answers them. */
function aDesk(waiting = 0, patienceMs = minuteMs) {
  const clock = { atMs: 1_000, nowMs: () => clock.atMs, monotonicMs: () => clock.atMs };
  const orders: CopyOrder[] = [];
  let heard: (answer: CopyAnswer) => void = () => {};
  let ordered = () => {};
  const desk = new CopyDesk({
    waiting: async () => waiting,
    queue: async (order) => {
      orders.push(order);
      ordered();
    },
    listen: async (_desk, hear) => {
      heard = hear;
    },
    sealer,
    clock,
    log: silentLog,
    limits: { maxWaiting: 3, patienceMs },
  });
  const next = () =>
    new Promise<CopyOrder>((resolve) => {
      ordered = () => resolve(orders.at(-1) as CopyOrder);
    });
  const answer = (order: CopyOrder, outcome: Parameters<typeof sealer.seal>[0], by = sealer, of = sha256) =>
    heard({ order: order.order, sealed: by.seal(outcome, { ...order, sha256: of }) });
  return { desk, clock, orders, next, answer };
}

describe('when a copy is asked for', () => {
  it('orders it once for all who ask, and keeps it for ten minutes', async () => {
    const { desk, clock, orders, next, answer } = aDesk();
    const queued = next();
    const both = [desk.copyOf(stored(2)), desk.copyOf(stored(2))];
    const order = await queued;
    expect(order).toMatchObject({ cameraId: 'cam_1', segmentId: 'run_1-0', gop: 2, untilMs: 61_000 });
    answer(order, { copy });
    expect(await Promise.all(both)).toEqual([
      { copy, isNew: true },
      { copy, isNew: false },
    ]);
    clock.atMs += 10 * minuteMs - 1;
    expect(await desk.copyOf(stored(2))).toEqual({ copy, isNew: false });
    expect(orders).toHaveLength(1);
    clock.atMs += 1;
    const again = next();
    const made = desk.copyOf(stored(2));
    answer(await again, { copy });
    expect((await made).isNew).toBe(true);
  });

  it.each([
    ['under another key', { by: createAnswerSealer(new Uint8Array(32)), of: sha256 }],
    ['of another original', { by: sealer, of: 'cd'.repeat(32) }],
  ])('takes no answer that was made %s, and waits for the right one', async (_, { by, of }) => {
    const { desk, next, answer } = aDesk();
    const queued = next();
    const asked = desk.copyOf(stored(1));
    const order = await queued;
    answer(order, { copy: { ...copy, fragment: Buffer.from('forged') } }, by, of);
    answer(order, { copy });
    expect(Buffer.from((await asked).copy.fragment).toString()).toBe('fragment');
  });

  it('takes no answer to another order', async () => {
    const { desk, orders, next, answer } = aDesk();
    const first = next();
    const one = desk.copyOf(stored(1));
    await first;
    const second = next();
    const two = desk.copyOf(stored(2));
    await second;
    const [a, b] = orders as [CopyOrder, CopyOrder];
    answer({ ...a, order: b.order }, { copy: { ...copy, encoder: 'of another GOP' } });
    answer(b, { copy });
    answer(a, { copy });
    expect((await Promise.all([one, two])).map((given) => given.copy.encoder)).toEqual([
      'libx264',
      'libx264',
    ]);
  });
});

describe('when a copy cannot be had', () => {
  it('is refused at once while too many wait', async () => {
    const { desk, orders } = aDesk(3);
    await expect(desk.copyOf(stored(0))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'copy-queue-full',
    });
    expect(orders).toEqual([]);
  });

  it('says that no worker answered', async () => {
    const { desk } = aDesk(0, 1);
    await expect(desk.copyOf(stored(0))).rejects.toMatchObject({ kind: 'unavailable', code: 'copy-late' });
  });

  it.each([
    ['copy-failed', 'not-found', 'copy-failed'],
    ['copy-encoder-missing', 'unavailable', 'copy-encoder-missing'],
    ['footage-altered', 'conflict', 'footage-altered'],
    ['store-unavailable', 'unavailable', 'footage-unreadable'],
    ['media-truncated', 'not-found', 'copy-failed'],
  ])('passes on that a worker answered %s', async (code, kind, ours) => {
    const { desk, next, answer } = aDesk();
    const queued = next();
    const asked = desk.copyOf(stored(0));
    answer(await queued, { code });
    await expect(asked).rejects.toMatchObject({ kind, code: ours });
  });

  it('orders again after Redis was away', async () => {
    let isAway = true;
    const down = () => Promise.reject(unavailable('queue-unavailable', 'Redis cannot be reached'));
    let heard: (answer: CopyAnswer) => void = () => {};
    const desk = new CopyDesk({
      waiting: async () => 0,
      queue: (order) => {
        if (isAway) return down();
        heard({ order: order.order, sealed: sealer.seal({ copy }, { ...order, sha256 }) });
        return Promise.resolve();
      },
      listen: async (_desk, hear) => {
        heard = hear;
      },
      sealer,
      clock: { nowMs: () => 0, monotonicMs: () => 0 },
      log: silentLog,
    });
    await expect(desk.copyOf(stored(0))).rejects.toMatchObject({ code: 'queue-unavailable' });
    isAway = false;
    expect((await desk.copyOf(stored(0))).isNew).toBe(true);
  });
});
