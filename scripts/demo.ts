import { parseArgs } from 'node:util';
import { messageOf } from '../src/core/index.ts';
import { investigate, open } from './demo/acts.ts';
import { Narrator } from './demo/narrator.ts';
import { playbill } from './demo/playbill.ts';
import { raiseStage, type StageOptions } from './demo/stage.ts';
import { seeExpiry, seeMap, seeMistakes } from './demo/trials.ts';
import { aborted } from './service/aborted.ts';
import { onOrphaned } from './service/orphaned.ts';

/**
 * `npm run demo`: the service with a simulated ward, until Ctrl-C. With `--check` it acts by itself as technician,
 * officer and custodian, prints each step with its time and a last line of JSON, and ends with status 0 or 1.
 */
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    store: { type: 'string', default: 'disk' },
    cameras: { type: 'string', default: '6' },
    port: { type: 'string', default: '0' },
    verbose: { type: 'boolean', default: false },
  },
});

/** What a frame shows and what the playlist says may differ by this much. */
const clockToleranceMs = 200;

const ended = new AbortController();
const { signal } = ended;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ended.abort(name));
onOrphaned(() => ended.abort('orphaned'));

const narrator = new Narrator();
process.exitCode = await (values.check ? check() : show()).catch(failed);

async function show(): Promise<number> {
  const stage = await raise();
  try {
    const night = await Promise.race([open(stage, narrator), aborted(signal).then(() => undefined)]);
    if (night) console.log(await playbill(stage.service.url, night));
    await aborted(signal);
    console.log('Stopping…');
  } finally {
    await stage.strike();
  }
  return 0;
}

async function check(): Promise<number> {
  const stage = await raise();
  try {
    const night = await open(stage, narrator);
    const mistakes = await seeMistakes(night, narrator);
    const found = await seeMap(night, narrator);
    const { played } = await investigate(night, narrator);
    const { receipt } = await seeExpiry(stage, night, narrator);
    const worst = Math.max(...played.map(({ clockErrorMs }) => Math.abs(clockErrorMs)));
    const frames = played.reduce((sum, minute) => sum + minute.frames, 0);
    const unread = played.reduce((sum, minute) => sum + minute.unread, 0);
    const ok = worst <= clockToleranceMs && unread === 0 && frames > 0 && found.cameras > 0;
    await stage.strike();
    return conclude(ok, {
      readyS: night.readyS,
      cameras: night.enrolled.length,
      mistakes: mistakes.length,
      clockErrorMs: Math.round(worst),
      frames,
      unread,
      expired: { segments: receipt.segments, objects: receipt.objects, sizeBytes: receipt.sizeBytes },
    });
  } finally {
    await stage.strike();
  }
}

async function raise() {
  const stage = await raiseStage(stageOptions());
  narrator.say(
    `the service answers on ${stage.service.url}, a ward of ${stage.ward.cameras.length} cameras films`,
  );
  return stage;
}

function stageOptions(): StageOptions {
  const cameras = Number(values.cameras);
  if (!Number.isInteger(cameras) || cameras < 1 || cameras > 250) throw new Error('--cameras takes 1 to 250');
  if (values.store !== 'disk' && values.store !== 'minio') throw new Error('--store takes disk or minio');
  return {
    ward: { cameras },
    store: values.store,
    segmentSeconds: 10,
    env: { PORT: values.port },
    onLine: (name, line) => {
      if (values.verbose || name === 'supervisor') console.error(`${name}: ${line}`);
    },
    onProgress: (text) => narrator.say(text),
    signal,
  };
}

function conclude(ok: boolean, facts: object): number {
  console.log(JSON.stringify({ check: 'demo', ok, ...facts }));
  return ok ? 0 : 1;
}

function failed(error: unknown): number {
  console.error(messageOf(error));
  return values.check ? conclude(false, { error: messageOf(error) }) : 1;
}
