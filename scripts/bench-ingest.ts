import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BareRecorders } from './bench/bare-recorders.ts';
import { bareStage, between, measure, recordStages, type Stages, total } from './bench/stages.ts';
import { oneOf, orEnd, readOptions, wholeNumber } from './command-line/options.ts';
import { type CameraFootage, lookUpNear } from './demo/footage.ts';
import { Progress } from './demo/progress.ts';
import { type Demo, startDemo } from './demo/start-demo.ts';
import { enrolWard, footageOfAll } from './demo/steps.ts';
import { until } from './demo/until.ts';

/**
 * `npm run bench:ingest -- --cameras 50 --seconds 600`: cost of recording and ingest per camera, beside bare
 * ffmpeg recording the same cameras in the same run. Prints a table and a last line of JSON.
 */
const usage =
  'npm run bench:ingest -- [--cameras NUMBER] [--seconds NUMBER] [--segment-seconds NUMBER] [--store disk|minio] [--recorder ffmpeg|direct|auto]';
const { cameras, seconds, segmentSeconds, store, recorder } = orEnd(() => {
  const values = readOptions(usage, {
    cameras: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '600' },
    'segment-seconds': { type: 'string', default: '60' },
    store: { type: 'string', default: 'disk' },
    recorder: { type: 'string', default: 'ffmpeg' },
  });
  return {
    cameras: wholeNumber('cameras', values.cameras, { max: 250 }),
    seconds: wholeNumber('seconds', values.seconds),
    segmentSeconds: wholeNumber('segment-seconds', values['segment-seconds'], { min: 5, max: 600 }),
    store: oneOf('store', values.store, ['disk', 'minio']),
    recorder: oneOf('recorder', values.recorder, ['ffmpeg', 'direct', 'auto']),
  };
});
const progress = new Progress();

const demo = await startDemo({
  ward: { cameras, maxSessions: 8 },
  store,
  recorder,
  segmentSeconds,
  onLine: (name, line) => {
    if (name === 'supervisor' || /"level":(40|50|60)/.test(line)) console.error(`${name}: ${line}`);
  },
  onProgress: (text) => progress.say(text),
});
let bare: BareRecorders | undefined;
try {
  const enrolled = await enrolWard(demo, progress);
  bare = await BareRecorders.start(demo.ward.cameras, join(demo.dataDir, 'bare'), segmentSeconds * 1000);
  await footageOfAll(enrolled.people.officer, enrolled.cameras, 1_000);
  report(await run(demo, bare, enrolled.people.officer, enrolled.cameras.length));
} finally {
  await bare?.stop();
  await demo.stop();
}

interface Result {
  readonly used: Stages;
  readonly elapsedMs: number;
  readonly footage: readonly CameraFootage[];
}

async function run(
  { service, ward }: Demo,
  bare: BareRecorders,
  officer: Parameters<typeof lookUpNear>[0],
  enrolled: number,
): Promise<Result> {
  const parts = { service, ward, bare };
  progress.say(`measuring ${enrolled} cameras for ${seconds} s`);
  const [before, fromMs] = [measure(parts), Date.now()];
  await pause(seconds * 1000);
  const [after, toMs] = [measure(parts), Date.now()];
  const place = ward.cameras[0] ?? { lat: 0, lon: 0 };
  // All footage up to `toMs` is in the catalogue once no part of the stretch is open.
  const footage = await until(
    async () => {
      const found = await lookUpNear(officer, place, { fromMs, toMs });
      return found.length === enrolled && found.every(({ open }) => open.length === 0) ? found : undefined;
    },
    { what: 'the last segments in the catalogue', withinMs: 4_000 * segmentSeconds + 60_000, everyMs: 2_000 },
  );
  return { used: between(before, after), elapsedMs: toMs - fromMs, footage };
}

function report({ used, elapsedMs, footage }: Result): void {
  const corePercent = (cpuMs: number) => (100 * cpuMs) / elapsedMs / cameras;
  const megabytes = (bytes: number) => bytes / 2 ** 20 / cameras;
  const bareMs = used.get(bareStage)?.cpuMs ?? Number.NaN;
  console.log(
    '\nstage                % of a core   ratio to   MB (PSS)\n                      per camera       bare   per camera',
  );
  for (const [name, { cpuMs, pssBytes }] of used)
    console.log(
      `${name.padEnd(20)} ${corePercent(cpuMs).toFixed(3).padStart(11)} ${(cpuMs / bareMs).toFixed(2).padStart(10)} ${megabytes(pssBytes).toFixed(1).padStart(10)}`,
    );
  const ours = total(
    [...used].filter(([name]) => name !== bareStage && !name.startsWith('(')).map(([, usage]) => usage),
  );
  const recording = total(recordStages.flatMap((name) => used.get(name) ?? []));
  const gapsMs = footage.flatMap(({ gaps }) => gaps).map(({ from, to }) => Date.parse(to) - Date.parse(from));
  const lostMs = gapsMs.reduce((sum, ms) => sum + ms, 0);
  console.log(
    JSON.stringify({
      bench: 'ingest',
      recorder,
      cameras,
      seconds,
      segmentSeconds,
      cpuRatio: round(ours.cpuMs / bareMs),
      recordRatio: round(recording.cpuMs / bareMs),
      corePercentPerCamera: round(corePercent(ours.cpuMs)),
      pssMbPerCamera: round(megabytes(ours.pssBytes)),
      lostSegments: Math.ceil(lostMs / (segmentSeconds * 1000)),
      lostSeconds: round(lostMs / 1000),
      unknownSeconds: round(unknownMs(footage) / 1000),
    }),
  );
  process.exitCode = lostMs === 0 ? 0 : 1;
}

function unknownMs(footage: readonly CameraFootage[]): number {
  return footage
    .flatMap(({ gaps }) => gaps)
    .filter(({ reason }) => reason === 'unknown')
    .reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
