import { tmpdir } from 'node:os';
import { loadConfig } from '../config/load.ts';
import { messageOf } from '../src/core/index.ts';
import { oneOf, orEnd, readOptions, wholeNumber } from './command-line/options.ts';
import { checkExpiry, checkMap, checkMistakes, checkWrongStream } from './demo/checks.ts';
import { guide, lookUpCommand, titleOf } from './demo/guide.ts';
import { hearsKeys, printCodesOnEnter, printFreshCodes } from './demo/one-time-codes.ts';
import { enterAuditor } from './demo/people.ts';
import { Progress } from './demo/progress.ts';
import { type Demo, type DemoOptions, startDemo } from './demo/start-demo.ts';
import { type EnrolledWard, enrolWard, investigate } from './demo/steps.ts';
import { aborted, unlessAborted } from './service/aborted.ts';
import { watchForInterruption } from './service/interruption.ts';
import { startFailure } from './service/start-failure.ts';

/**
 * `npm run demo`: the service with a simulated ward, until Ctrl-C. With `--check` it acts as technician,
 * officer and custodian, prints each step with its time and a last line of JSON, and exits with status 0 or
 * 1.
 */
const usage =
  'npm run demo -- [--check] [--store disk|minio] [--recorder ffmpeg|direct|auto] [--cameras NUMBER] [--port NUMBER] [--verbose]';
const options = orEnd(() => {
  const { check, store, recorder, cameras, port, verbose } = readOptions(usage, {
    check: { type: 'boolean', default: false },
    store: { type: 'string', default: 'disk' },
    recorder: { type: 'string', default: 'ffmpeg' },
    cameras: { type: 'string', default: '6' },
    port: { type: 'string', default: '0' },
    verbose: { type: 'boolean', default: false },
  });
  return {
    check,
    verbose,
    store: oneOf('store', store, ['disk', 'minio']),
    recorder: oneOf('recorder', recorder, ['ffmpeg', 'direct', 'auto']),
    cameras: wholeNumber('cameras', cameras, { max: 250 }),
    port: wholeNumber('port', port, { min: 0, max: 65_535 }),
  };
});

/** Largest allowed difference between a frame's burnt-in clock and the playlist. */
const clockToleranceMs = 200;

const progress = new Progress();
const signal = watchForInterruption();
signal.addEventListener('abort', () => {
  progress.end();
  console.error('Stopping…');
});

// `process.exit`, because pending calls to the stopped service must not delay the end.
process.exit(await (options.check ? check() : show()).catch(failed));

async function show(): Promise<number> {
  await whileItRuns(async (demo) => {
    await explain(demo.service.url, await enrolWard(demo, progress));
    await aborted(signal);
  });
  return 0;
}

async function explain(url: string, enrolled: EnrolledWard): Promise<void> {
  const { people, cameras, readyS } = enrolled;
  const { technician, officer, custodian, admin } = people.accounts;
  const accounts = [technician, officer, custodian, await enterAuditor(url, people), admin];
  const holders = accounts.flatMap((account) =>
    account.app ? { title: titleOf(account), name: account.name, app: account.app } : [],
  );
  const printsCodes = hearsKeys();
  const { timeZone } = loadConfig({});
  console.log(`\nReady after ${readyS} s. ${cameras.length} cameras are recorded in segments of 10 s.`);
  console.log(guide({ url, accounts, printsCodes, nowMs: Date.now(), timeZone }));
  console.log(await lookUpCommand(url, enrolled));
  await printFreshCodes(holders, console.log);
  if (printsCodes) printCodesOnEnter(holders, process.stdin, console.log);
}

/** Starts a demo and runs `act` on it, until `act` ends or a signal comes; then stops the demo. */
async function whileItRuns<T>(act: (demo: Demo) => Promise<T>): Promise<T> {
  const demo = await start();
  try {
    return await unlessAborted(act(demo), signal);
  } finally {
    await demo.stop();
  }
}

async function check(): Promise<number> {
  const { ok, ...facts } = await whileItRuns(actAsPeople);
  return conclude(ok, facts);
}

async function actAsPeople(demo: Demo) {
  const enrolled = await enrolWard(demo, progress);
  const mistakes = await checkMistakes(enrolled, progress);
  const found = await checkMap(enrolled, progress);
  const { played } = await investigate(enrolled, progress);
  const named = await checkWrongStream(demo, enrolled, progress);
  const { receipt } = await checkExpiry(demo, enrolled, progress);
  const worst = Math.max(...played.map(({ clockErrorMs }) => Math.abs(clockErrorMs)));
  const frames = played.reduce((sum, minute) => sum + minute.frames, 0);
  const unread = played.reduce((sum, minute) => sum + minute.unread, 0);
  return {
    ok: worst <= clockToleranceMs && unread === 0 && frames > 0 && found.cameras > 0,
    readyS: enrolled.readyS,
    cameras: enrolled.cameras.length,
    mistakes: mistakes.length,
    clockErrorMs: Math.round(worst),
    frames,
    unread,
    wrongStream: named.code,
    expired: { segments: receipt.segments, objects: receipt.objects, sizeBytes: receipt.sizeBytes },
  };
}

async function start(): Promise<Demo> {
  const demo = await startDemo(demoOptions());
  progress.say(
    `the service answers on ${demo.service.url}, a ward of ${demo.ward.cameras.length} cameras films`,
  );
  return demo;
}

function demoOptions(): DemoOptions {
  return {
    ward: { cameras: options.cameras },
    store: options.store,
    recorder: options.recorder,
    segmentSeconds: 10,
    env: { PORT: String(options.port) },
    onLine: (name, line) => {
      if (options.verbose || name === 'supervisor') console.error(`${name}: ${line}`);
    },
    onProgress: (text) => progress.say(text),
    signal,
  };
}

function conclude(ok: boolean, facts: object): number {
  console.log(JSON.stringify({ check: 'demo', ok, ...facts }));
  return ok ? 0 : 1;
}

function failed(error: unknown): number {
  if (signal.aborted && !options.check) return 0;
  const message = messageOf(startFailure(error, tmpdir()));
  if (!signal.aborted) console.error(message);
  return options.check ? conclude(false, { error: message }) : 1;
}
