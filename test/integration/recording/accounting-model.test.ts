import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, type TimeRange } from '../../../src/core/index.ts';
import type { GapReason } from '../../../src/recording/index.ts';
import { enrolledMs } from '../../support/builders.ts';
import { TestCatalogue } from './catalogue.ts';
import { RecordedStream } from './recorded-stream.ts';

let catalogue: TestCatalogue;
beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());

/** Something that happens; prints as what it is, so that a counterexample reads like a story. */
interface Happening {
  readonly what: string;
  readonly happen: (stream: RecordedStream) => Promise<void> | void;
}

const endings: GapReason[] = ['offline', 'auth', 'recorder', 'disk', 'clock'];
const ms = (least: number, most: number) => fc.integer({ min: least, max: most });
const wait = ms(1, 20_000).map((forMs) => ({
  what: `${forMs} ms pass`,
  happen: () => catalogue.clock.advance(forMs),
}));
const clockStep = ms(-hourMs, hourMs).map((byMs) => ({
  what: `the clock steps ${byMs} ms`,
  happen: async (stream: RecordedStream) => {
    catalogue.clock.step(byMs);
    await stream.end('clock');
    await catalogue.watch.fillHoles(stream.stream.siteId, 24 * hourMs);
  },
}));
const claim = fc.constant({ what: 'claim', happen: (stream: RecordedStream) => stream.claim() });
const begin = fc
  .record({ burst: ms(0, 3_000), drift: ms(-500, 500), isTold: fc.boolean() })
  .map(({ burst, drift, isTold }) => ({
    what: `a run begins ${burst} ms ago, settles by ${drift} ms, ${isTold ? 'told' : 'not told yet'}`,
    happen: async (stream: RecordedStream) => {
      await stream.claim();
      stream.firstFrame(burst, drift);
      if (isTold) await stream.tellStart();
    },
  }));
const tell = fc.constant({ what: 'tell', happen: (stream: RecordedStream) => stream.tellStart() });
const closeFile = ms(1, 20_000).map((lengthMs) => ({
  what: `a file of ${lengthMs} ms closes`,
  happen: (stream: RecordedStream) => stream.closeFile(lengthMs),
}));
const ingest = fc
  .record({ pick: fc.nat(20), how: fc.constantFrom('once', 'once', 'twice', 'damaged') })
  .map(({ pick, how }) => ({
    what: `ingest ${pick} ${how}`,
    happen: (stream: RecordedStream) => stream.ingest(pick, how),
  }));
const end = fc.constantFrom(...endings).map((reason) => ({
  what: `the run ends: ${reason}`,
  happen: (stream: RecordedStream) => stream.end(reason),
}));
const kill = fc.constantFrom(0, 1, 4_000).map((tailMs) => ({
  what: `killed, ${tailMs} ms recovered`,
  happen: (stream: RecordedStream) => stream.kill(tailMs),
}));
const pause = ms(1, 2_000).map((tailMs) => ({
  what: `paused, ${tailMs} ms more`,
  happen: (stream: RecordedStream) => stream.pause(tailMs),
}));
const resume = fc.constant({ what: 'resumed', happen: (stream: RecordedStream) => stream.resume() });

const mark = fc.record({ pick: fc.nat(20), count: fc.nat(4) }).map(({ pick, count }) => ({
  what: `${count} segments are marked garbage, from number ${pick} on`,
  happen: (stream: RecordedStream) => stream.mark(pick, count),
}));

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: wait },
  { weight: 1, arbitrary: clockStep },
  { weight: 1, arbitrary: claim },
  { weight: 6, arbitrary: begin },
  { weight: 2, arbitrary: tell },
  { weight: 7, arbitrary: closeFile },
  { weight: 7, arbitrary: ingest },
  { weight: 3, arbitrary: end },
  { weight: 2, arbitrary: kill },
  { weight: 1, arbitrary: pause },
  { weight: 2, arbitrary: resume },
  { weight: 2, arbitrary: mark },
);

/** More by name: `npm test -- integration`. */
const stories = process.env.LONG ? 100 : 25;
const story = fc.array(happening, { minLength: 10, maxLength: 40, size: 'max' });

/** All of the story, and parts of it. */
function askedRanges(): TimeRange[] {
  const nowMs = catalogue.clock.nowMs();
  const middleMs = Math.round((enrolledMs + nowMs) / 2);
  return [
    { fromMs: Math.min(enrolledMs, nowMs) - hourMs, toMs: Math.max(enrolledMs, nowMs) + 2 * hourMs },
    { fromMs: middleMs - 7_000, toMs: middleMs + 7_000 },
    { fromMs: nowMs - 10_000, toMs: nowMs - 1_000 },
  ];
}

async function tellStory(happenings: readonly Happening[]): Promise<void> {
  catalogue.clock.step(enrolledMs - catalogue.clock.nowMs());
  const stream = await RecordedStream.enrolled(catalogue);
  const told: string[] = [];
  for (const { what, happen } of happenings) {
    told.push(what);
    await happen(stream);
    expect(await stream.faults(), told.join('\n')).toEqual([]);
    const { streamId } = stream.stream;
    expect(await catalogue.disagreements(streamId, askedRanges()), told.join('\n')).toEqual([]);
  }
  // A run that lasts closes a file within a minute: until then nothing but its start accounts for its first frames.
  stream.closeFile(20_000);
  while (stream.waiting > 0) await stream.ingest(happenings.length, 'once');
  expect(await stream.faults(), `${told.join('\n')}\nall ingested`).toEqual([]);
  expect(await catalogue.altered(stream.stream.streamId), told.join('\n')).toEqual([]);
  // Time that is lived again is accounted for as it happens.
  await stream.claim();
  await stream.end('recorder');
  catalogue.clock.advance(24 * hourMs);
  const holes = await catalogue.watch.fillHoles(stream.stream.siteId, 0);
  expect(holes, `${told.join('\n')}\nall ingested`).toEqual([]);
  // The next story's stream is alone.
  await catalogue.db.deleteFrom('camera').where('id', '=', stream.stream.cameraId).execute();
  await catalogue.db.deleteFrom('segment').execute();
}

describe('when anything happens in any order', () => {
  it('accounts for every millisecond after every step (I3, I4), by gaps as by segments, and leaves no hole in the end', async () => {
    // By number, not by time: an assertion that gives up does not wait for the story that it is in.
    await fc.assert(fc.asyncProperty(story, tellStory), { numRuns: stories });
  });
});
