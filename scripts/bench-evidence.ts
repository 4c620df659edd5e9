import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchWard, raiseBenchWard } from './bench/evidence/bench-ward.ts';
import { type HandMade, madeByHand, unpackOriginals } from './bench/evidence/by-hand.ts';
import { type TimedExport, timedExport } from './bench/evidence/timed-export.ts';
import { timedMs } from './bench/evidence/timed-program.ts';
import { peakMemoryBytes } from './bench/process-tree.ts';
import { orEnd, readOptions, wholeNumber } from './command-line/options.ts';
import { Progress } from './demo/progress.ts';
import { projectRoot } from './ward/project-root.ts';

/**
 * `npm run bench:evidence`: the whole service records simulated cameras for that many minutes, and exports them: hashed, proved,
 * signed and waited for, beside `ffmpeg -c copy`, `sha256sum` and `zip -0` of the same originals. Its bundle is verified by the program
 * that is handed to a court, beside `sha256sum` of the same file; the decoding of its clips is timed apart. Each is the median of some
 * turns, in alternation, in one run. Prints a table and a last line of JSON.
 */
const { cameras, minutes, turns } = orEnd(() => {
  const read = readOptions(
    'npm run bench:evidence -- [--cameras NUMBER] [--minutes NUMBER] [--turns NUMBER]',
    {
      cameras: { type: 'string', default: '4' },
      minutes: { type: 'string', default: '10' },
      turns: { type: 'string', default: '5' },
    },
  );
  return {
    cameras: wholeNumber('cameras', read.cameras),
    minutes: wholeNumber('minutes', read.minutes),
    turns: wholeNumber('turns', read.turns),
  };
});
const progress = new Progress();

const directory = await mkdtemp(join(tmpdir(), 'minhchung-bench-'));
try {
  await bench(directory);
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function bench(folder: string): Promise<void> {
  const zip = join(folder, 'bundle.zip');
  const ward = await raiseBenchWard({ cameras, minutes }, progress);
  let exported: Exported;
  try {
    exported = await measureExport(ward, zip, join(folder, 'originals'));
  } finally {
    await ward.demo.stop();
  }
  const policy = join(folder, 'policy');
  await writeFile(policy, ward.policy);
  report(exported, await measureVerifier(zip, policy), (await stat(zip)).size);
}

interface Exported {
  readonly ours: readonly TimedExport[];
  readonly byHand: readonly HandMade[];
  /** Peak memory of the api or of the worker that builds, whichever is larger, since its start. */
  readonly peakBytes: number;
}

async function measureExport(
  { demo, officer, exportsPath }: BenchWard,
  zip: string,
  originals: string,
): Promise<Exported> {
  progress.say('exporting once, so that both find their files in the cache');
  await timedExport(officer, exportsPath, zip);
  await unpackOriginals(zip, originals);
  const [ours, byHand]: [TimedExport[], HandMade[]] = [[], []];
  for (let turn = 1; turn <= turns; turn++) {
    progress.say(`export ${turn} of ${turns}`);
    ours.push(await timedExport(officer, exportsPath, zip));
    byHand.push(await madeByHand(originals));
  }
  const peaks = demo.service.processes
    .filter(({ name }) => name === 'api' || name === 'worker')
    .map(({ pid }) => peakMemoryBytes(pid ?? -1));
  return { ours, byHand, peakBytes: Math.max(...peaks) };
}

interface Verified {
  readonly sumMs: number;
  readonly verifyMs: number;
  readonly verifyAndDecodeMs: number;
}

async function measureVerifier(zip: string, policy: string): Promise<Verified> {
  const program = join(projectRoot(import.meta.dirname), 'dist', 'verifier', 'verify.mjs');
  const verify = ['node', program, zip, '--policy', policy];
  const sum = () => timedMs(['sha256sum', zip], [0]);
  // 3: no witness saw the log of the bench.
  const check = () => timedMs([...verify, '--no-decode'], [3]);
  await sum();
  const [sums, checks]: [number[], number[]] = [[], []];
  for (let turn = 1; turn <= turns; turn++) {
    progress.say(`verification ${turn} of ${turns}`);
    sums.push(await sum());
    checks.push(await check());
  }
  progress.say('decoding the clips');
  return { sumMs: median(sums), verifyMs: median(checks), verifyAndDecodeMs: await timedMs(verify, [3]) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function report({ ours, byHand, peakBytes }: Exported, verified: Verified, bytes: number): void {
  const seconds = (ms: number) => Math.round(ms / 10) / 100;
  const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100;
  const mib = (size: number) => Math.round(size / 2 ** 20);
  const readyMs = median(ours.map((each) => each.readyMs));
  const downloadedMs = median(ours.map((each) => each.downloadedMs));
  const handMs = median(byHand.map(({ clipsMs, sumsMs, zipMs }) => clipsMs + sumsMs + zipMs));
  const part = (of: keyof HandMade) => median(byHand.map((each) => each[of]));
  const { sumMs, verifyMs, verifyAndDecodeMs } = verified;
  for (const [what, ms] of [
    ['export, until it is released', readyMs],
    ['export, until it is downloaded', downloadedMs],
    ['by hand', handMs],
    ['  ffmpeg -c copy', part('clipsMs')],
    ['  sha256sum', part('sumsMs')],
    ['  zip -0', part('zipMs')],
    ['sha256sum of the bundle', sumMs],
    ['verify', verifyMs],
    ['verify and decode', verifyAndDecodeMs],
  ] as const)
    console.log(`${what.padEnd(32)} ${seconds(ms).toFixed(2).padStart(8)} s`);
  console.log(
    JSON.stringify({
      bench: 'evidence',
      megabytes: mib(bytes),
      exportRatio: ratio(readyMs, handMs),
      downloadedRatio: ratio(downloadedMs, handMs),
      verifyRatio: ratio(verifyMs, sumMs),
      exportSeconds: seconds(readyMs),
      byHandSeconds: seconds(handMs),
      verifySeconds: seconds(verifyMs),
      decodeSeconds: seconds(verifyAndDecodeMs - verifyMs),
      peakMb: mib(peakBytes),
    }),
  );
}
