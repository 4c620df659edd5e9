import { readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hourMs } from '../../../src/core/index.ts';
import { FailingDisk } from '../../support/failing-disk.ts';
import { sweptRecords } from '../../support/swept-records.ts';
import { TestCatalogue } from './catalogue.ts';
import { RecordedLife } from './life/recorded-life.ts';

let catalogue: TestCatalogue;
let life: RecordedLife | undefined;
const disk = new FailingDisk();

beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(async () => {
  disk.restore();
  await catalogue.close();
});
afterEach(() => life?.close());

/** Something that happens; prints as what it is. */
interface Happening {
  readonly what: string;
  readonly happen: (life: RecordedLife) => unknown;
  readonly [fc.toStringMethod]: () => string;
}

const happening = (what: string, happen: Happening['happen']): Happening => ({
  what,
  happen,
  [fc.toStringMethod]: () => what,
});
const always = (what: string, happen: Happening['happen']) => fc.constant(happening(what, happen));
const film = fc
  .integer({ min: 1, max: 8 })
  .map((gops) => happening(`${gops} GOPs come`, (life) => life.film(gops)));
const step = fc.integer({ min: -hourMs, max: hourMs }).map((byMs) =>
  happening(`the clock steps ${byMs} ms`, async (life) => {
    catalogue.clock.step(byMs);
    await life.tick();
  }),
);
const fill = fc
  .integer({ min: 0, max: 12 })
  .map((writes) => happening(`the disk is full after ${writes} writes`, () => disk.fillAfter(writes)));
const breakOff = fc
  .constantFrom('offline', 'auth', 'unsupported', 'recorder-stalled')
  .map((reason) => happening(`the session ends: ${reason}`, (life) => life.end(reason)));
const dies = fc.boolean().map((isDead) =>
  happening(isDead ? 'the camera is dead' : 'the camera is alive', async (life) => {
    life.camera.isDead = isDead;
    if (isDead) await life.end('offline');
  }),
);
const outage = fc.boolean().map((isDown) =>
  happening(isDown ? 'the catalogue is away' : 'the catalogue is back', (life) => {
    life.isCatalogueDown = isDown;
  }),
);
const hold = fc.tuple(fc.nat(120), fc.integer({ min: 1, max: 60 })).map(([agoS, lengthS]) =>
  happening(`${lengthS} s from ${agoS} s ago are held`, (life) => {
    const fromMs = catalogue.clock.nowMs() - agoS * 1000;
    return life.stored.hold({ fromMs, toMs: fromMs + lengthS * 1000 });
  }),
);

const anything: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: film },
  { weight: 5, arbitrary: always('a try to record', (life) => life.record()) },
  { weight: 3, arbitrary: always('a cut', (life) => life.cut()) },
  { weight: 3, arbitrary: always('the worker looks', (life) => life.tick()) },
  { weight: 4, arbitrary: always('ingest', (life) => life.ingest()) },
  { weight: 2, arbitrary: always('killed', (life) => life.kill()) },
  { weight: 1, arbitrary: always('the lease is lost', (life) => life.loseLease()) },
  { weight: 1, arbitrary: always('the worker drains', (life) => life.drain()) },
  { weight: 2, arbitrary: always('there is room', () => void disk.makeRoom()) },
  { weight: 2, arbitrary: fill },
  { weight: 2, arbitrary: step },
  { weight: 2, arbitrary: breakOff },
  { weight: 1, arbitrary: dies },
  { weight: 1, arbitrary: outage },
  { weight: 1, arbitrary: always('the format changes', (life) => life.changeFormat()) },
  { weight: 1, arbitrary: hold },
  { weight: 2, arbitrary: always('what is old is marked', (life) => life.stored.mark()) },
  { weight: 2, arbitrary: always('what is marked is deleted', (life) => life.stored.remove()) },
);

/** What breaks I1, I3, I4 and I5 now. */
async function faults(life: RecordedLife): Promise<string[]> {
  if (!life.isCatalogueDown) await catalogue.watch.fillHoles(life.stream.siteId, 24 * hourMs);
  const account = await catalogue.account(life.stream.streamId);
  const nowMs = Math.max(account.enrolledMs, catalogue.clock.nowMs());
  const isAhead = !life.isCatalogueDown && account.accountedUntilMs > nowMs;
  return [
    ...(await catalogue.faults(life.stream.streamId)),
    ...(isAhead ? ['the frontier lies ahead'] : []),
    ...(await life.stored.faults()),
  ];
}

/** Everything works again, and all that waits is stored. */
async function recover(life: RecordedLife): Promise<void> {
  disk.makeRoom();
  life.isCatalogueDown = life.camera.isDead = false;
  await life.drain();
  await life.record();
  await life.film(2);
  await life.drain();
  while ((await life.ingest()) > 0);
}

async function tellLife(happenings: readonly Happening[]): Promise<void> {
  const told: string[] = [];
  const one = await RecordedLife.enrolled(catalogue);
  life = one;
  disk.directory = one.home.root;
  for (const { what, happen } of happenings) {
    told.push(what);
    await happen(one);
    expect(await faults(one), told.join('\n')).toEqual([]);
  }
  await recover(one);
  expect(await faults(one), `${told.join('\n')}\nrecovered`).toEqual([]);
  const nowMs = catalogue.clock.nowMs();
  await one.stored.hold({ fromMs: nowMs - 10_000, toMs: nowMs });
  catalogue.clock.advance(24 * hourMs);
  expect(await catalogue.watch.fillHoles(one.stream.siteId, 0), told.join('\n')).toEqual([]);
  await one.stored.mark();
  expect(await faults(one), `${told.join('\n')}\nmarked`).toEqual([]);
  await one.stored.remove();
  expect(await faults(one), `${told.join('\n')}\nexpired`).toEqual([]);
  expect(await sweptRecords(catalogue.db, one.stream.streamId), told.join('\n')).toEqual([]);
  const left = await readdir(one.home.root, { recursive: true });
  const videos = left.filter((name) => name.endsWith('.mp4') && !name.startsWith('quarantine'));
  expect(videos, told.join('\n')).toEqual([]);
  await one.close();
}

/** More by name, and others each time: `npm test -- integration`. A failure prints its seed. */
const lives = process.env.LONG ? 30 : 4;
const seed = process.env.LONG ? {} : { seed: 20_261_121 };
/** A life that does not go on is told too, with its seed; a busy machine takes many times what ours does. */
const stuckAfterMs = 180_000;
const limits = { timeout: (lives + 1) * stuckAfterMs };

describe('when anything happens to a recording', () => {
  it(
    'keeps what was stored, accounts for every millisecond, tells its gaps in records, and loses no file (I1–I5)',
    limits,
    async () => {
      const story = fc.array(anything, { minLength: 8, maxLength: 30, size: 'max' });
      const bounds = { numRuns: lives, timeout: stuckAfterMs, endOnFailure: true };
      await fc.assert(fc.asyncProperty(story, tellLife), { ...bounds, ...seed });
    },
  );
});
