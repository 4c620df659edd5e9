import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { orEnd, readOptions, wholeNumber } from './command-line/options.ts';
import { lookUpNear } from './demo/footage.ts';
import { Progress } from './demo/progress.ts';
import { type Demo, startDemo } from './demo/start-demo.ts';
import { type EnrolledWard, enrolWard } from './demo/steps.ts';
import { until } from './demo/until.ts';

/**
 * `npm run bench:failover -- --cameras 50 --pairs 3`: kills the recorder, which the service starts again, and measures the
 * gap that this leaves in each camera; in turns with a kill that only the expiry of the leases tells, as of a worker of
 * another node. Prints a line for each kill and a last line of JSON.
 */
const usage = 'npm run bench:failover -- [--cameras NUMBER] [--pairs NUMBER]';
const { cameras, pairs } = orEnd(() => {
  const values = readOptions(usage, {
    cameras: { type: 'string', default: '50' },
    pairs: { type: 'string', default: '3' },
  });
  return {
    cameras: wholeNumber('cameras', values.cameras, { max: 250 }),
    pairs: wholeNumber('pairs', values.pairs, { max: 20 }),
  };
});
/** A process that has lived longer is started again at once. */
const settledMs = 31_000;
/** The death of the worker is seen by its lock, or only by its leases. */
const ways = ['seen', 'unseen'] as const;
type Way = (typeof ways)[number];
const progress = new Progress();

const demo = await startDemo({
  ward: { cameras, maxSessions: 8 },
  store: 'disk',
  segmentSeconds: 30,
  onLine: (name, line) => {
    if (name === 'supervisor' || /"level":(40|50|60)/.test(line)) console.error(`${name}: ${line}`);
  },
  onProgress: (text) => progress.say(text),
});
try {
  const enrolled = await enrolWard(demo, progress);
  const last: Record<Way, number[]> = { seen: [], unseen: [] };
  for (let pair = 0; pair < pairs; pair++)
    for (const way of pair % 2 === 0 ? ways : ways.toReversed()) {
      await pause(settledMs);
      last[way].push(await killed(demo, enrolled, way));
    }
  const [seenS, unseenS] = [median(last.seen), median(last.unseen)];
  console.log(
    JSON.stringify({ bench: 'failover', cameras, lastS: seenS, byLeaseS: unseenS, ratio: seenS / unseenS }),
  );
} finally {
  await demo.stop();
}

/** Seconds from the kill to the first new keyframe of the last camera. */
async function killed(
  { service, ward, dataDir }: Demo,
  { people, cameras: all }: EnrolledWard,
  way: Way,
): Promise<number> {
  // Without its lock nobody can tell that the worker is dead.
  if (way === 'unseen') await rm(join(dataDir, 'spool', 'workers'), { recursive: true });
  const fromMs = Date.now();
  await service.kill('recorder');
  const ends = await until(
    async () => {
      const found = await lookUpNear(people.officer, ward.cameras[0] ?? { lat: 0, lon: 0 }, {
        fromMs,
        toMs: Date.now(),
      });
      const ended = found.flatMap(({ gaps, open }) => {
        const [gap, rest] = [gaps.at(-1), open.at(-1)];
        return gap && rest && rest.from >= gap.to ? [Date.parse(gap.to)] : [];
      });
      return ended.length === all.length ? ended : undefined;
    },
    { what: 'new footage of every camera', withinMs: 120_000, everyMs: 500 },
  );
  const after = ends.map((ms) => (ms - fromMs) / 1000).toSorted((a, b) => a - b);
  const at = (share: number) => after[Math.floor((after.length - 1) * share)]?.toFixed(1);
  console.log(
    `${way}, ${after.length} cameras: first ${at(0)} s, half ${at(0.5)} s, last ${at(1)} s after the kill`,
  );
  return after.at(-1) ?? 0;
}

function median(seconds: readonly number[]): number {
  return seconds.toSorted((a, b) => a - b)[Math.floor(seconds.length / 2)] ?? Number.NaN;
}
