import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FailingDisk } from '../../support/failing-disk.ts';
import { TestCatalogue } from './catalogue.ts';
import { RecordedLife } from './life/recorded-life.ts';

let catalogue: TestCatalogue;
let life: RecordedLife;
const disk = new FailingDisk();

beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(async () => {
  disk.restore();
  await catalogue.close();
});
afterEach(() => life.close());

const account = () => catalogue.account(life.stream.streamId);

/** Ends of a run, beside those that a full disk makes. */
const ends = {
  'the disk is full': async () => {},
  'the camera falls silent': () => life.end('offline'),
  'the worker is asked to end': () => life.drain(),
  'worker and recorder are killed': () => life.kill(),
  'another worker has taken it over': async () => {
    await life.loseLease();
    await life.tick();
  },
};

/** Files of two, one and two GOPs and a part of a fourth, on a disk that holds so many writes; then the next run. */
async function recordOnto(writes: number, end: () => Promise<void>): Promise<boolean> {
  life = await RecordedLife.enrolled(catalogue);
  disk.directory = life.home.root;
  disk.fillAfter(writes);
  await life.record();
  for (const gops of [2, 1, 2]) {
    await life.film(gops);
    await life.cut();
    await life.tick();
  }
  await life.film(1);
  await end();
  await life.ingest();
  const wasFull = disk.makeRoom();
  catalogue.clock.advance(10_000);
  await life.drain();
  await life.record();
  while ((await life.ingest()) > 0);
  return wasFull;
}

const names = Object.keys(ends) as (keyof typeof ends)[];

/** Every end at every write by name: `npm test -- integration`; else each write with one of them. */
const rounds = process.env.LONG ? names.map((_, i) => i) : [0];

describe('when a disk runs full at any write of a run', () => {
  it.each(rounds)(
    'leaves no hole, however it ends, and the accounting goes on (I4), round %i',
    async (round) => {
      for (let writes = 0, wasFull = true; wasFull; writes++) {
        const what = names[(writes + round) % names.length] ?? 'the disk is full';
        wasFull = await recordOnto(writes, ends[what]);
        const told = `${what} after ${writes} writes`;
        const { accountedUntilMs } = await account();
        expect(await catalogue.faults(life.stream.streamId), told).toEqual([]);
        expect(accountedUntilMs, told).toBe(catalogue.clock.nowMs());
        await life.close();
      }
    },
  );
});
