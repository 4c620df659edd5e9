import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { minuteMs } from '../src/core/index.ts';
import { ask, p95, type Taken } from './bench/lookup/asks.ts';
import { startLiveWard } from './bench/lookup/live-ward.ts';
import { openStockedService, type StockedService } from './bench/lookup/stocked-service.ts';
import { cameras, days } from './bench/lookup/ward-plan.ts';
import { orEnd, readOptions, wholeNumber } from './command-line/options.ts';
import { Progress } from './demo/progress.ts';
import { projectRoot } from './ward/project-root.ts';

/**
 * `npm run bench:lookup`: how long a look-up takes through the API, of 190 cameras in 30 days, a segment a minute: 300 m for 30 minutes,
 * the ward for 24 hours, and for 30 days; at rest, while the ward is ingested, and with a tenth of the rows (segments of ten minutes: the
 * answers are the same). Each beside the cheapest call of the same session in the same run. The catalogues are made once and kept. Prints
 * a table and a last line of JSON.
 */
const usage = 'npm run bench:lookup -- [--rounds NUMBER] [--folder PATH]';
const { rounds, folder } = orEnd(() => {
  const values = readOptions(usage, {
    rounds: { type: 'string', default: '120' },
    folder: {
      type: 'string',
      default: join(projectRoot(import.meta.dirname), '.cache', 'lookup-stock'),
    },
  });
  return { rounds: wholeNumber('rounds', values.rounds, { min: 6 }), folder: resolve(values.folder) };
});
const progress = new Progress((line) => console.error(line));
const say = (text: string) => progress.say(text);

const all = await measured('all', minuteMs, true);
const tenth = await measured('tenth', 10 * minuteMs, false);
report(all, tenth);

interface Measured {
  readonly segments: number;
  readonly idle: Taken;
  readonly ingesting?: Taken;
  readonly perSecond?: number;
}

async function measured(name: string, segmentMs: number, isIngested: boolean): Promise<Measured> {
  const stocked = await openStockedService({
    folder: join(folder, name),
    segmentMs,
    say: (text) => say(`${name}: ${text}`),
  });
  try {
    const segments = await segmentsIn(stocked);
    say(`${name}: asks, of ${segments} segments`);
    const idle = await asked(stocked);
    return { segments, idle, ...(isIngested && (await askedWhileIngested(stocked))) };
  } finally {
    await stocked.stop();
  }
}

async function askedWhileIngested(stocked: StockedService): Promise<Omit<Measured, 'segments' | 'idle'>> {
  say('asks, while the ward is ingested');
  const ward = await startLiveWard(stocked.base, stocked.streams);
  const startMs = performance.now();
  try {
    const ingesting = await asked(stocked);
    return { ingesting, perSecond: ward.segments() / ((performance.now() - startMs) / 1_000) };
  } finally {
    await ward.stop();
  }
}

async function asked(stocked: StockedService): Promise<Taken> {
  const { taken, refused } = await ask({ ...stocked, rounds });
  for (const each of new Set(refused)) say(`of ${refused.length} refused calls: ${each}`);
  say(JSON.stringify(figures(taken)));
  return taken;
}

async function segmentsIn({ base }: StockedService): Promise<number> {
  const { rows } = await sql<{ segments: number }>`
    select sum(segments)::bigint as segments from stored_day`.execute(base.db);
  return rows[0]?.segments ?? 0;
}

function report(full: Measured, part: Measured): void {
  const row = (name: string, of: (taken: Taken) => readonly number[]) => {
    const each = [full.idle, full.ingesting, part.idle].flatMap((taken) => (taken ? [p95(of(taken))] : []));
    console.log(`${name.padEnd(24)} ${each.map((ms) => ms.toFixed(1).padStart(12)).join(' ')}`);
  };
  console.log(
    `\n${'p95, ms'.padEnd(24)} ${'at rest'.padStart(12)} ${'ingesting'.padStart(12)} ${'a tenth'.padStart(12)}`,
  );
  row('cheapest call', ({ plain }) => plain);
  row('300 m, 30 minutes', ({ near30min }) => near30min);
  row('ward, 24 hours', ({ ward24h }) => ward24h);
  row('ward, 30 days', ({ ward30d }) => ward30d);
  const times = (a: number, b: number) => Math.round((a / b) * 100) / 100;
  const ratios = (taken: Taken) => ({
    near30min: times(p95(taken.near30min), p95(taken.plain)),
    ward24h: times(p95(taken.ward24h), p95(taken.plain)),
    ward30d: times(p95(taken.ward30d), p95(taken.plain)),
  });
  const growth = (of: (taken: Taken) => readonly number[]) =>
    times(median(of(full.idle)), median(of(part.idle)));
  console.log(
    JSON.stringify({
      bench: 'lookup',
      cameras,
      days,
      segments: full.segments,
      ...figures(full.idle),
      timesPlain: ratios(full.idle),
      ...(full.ingesting && {
        ingesting: {
          ...figures(full.ingesting),
          timesPlain: ratios(full.ingesting),
          segmentsPerSecond: round(full.perSecond ?? 0),
        },
      }),
      tenth: { segments: part.segments, ...figures(part.idle), timesPlain: ratios(part.idle) },
      medianTimesTenth: {
        near30min: growth(({ near30min }) => near30min),
        ward24h: growth(({ ward24h }) => ward24h),
        ward30d: growth(({ ward30d }) => ward30d),
      },
    }),
  );
}

function figures({ plain, near30min, ward24h, ward30d }: Taken) {
  return {
    plainP95Ms: round(p95(plain)),
    near30minP95Ms: round(p95(near30min)),
    ward24hP95Ms: round(p95(ward24h)),
    ward30dP95Ms: round(p95(ward30d)),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
