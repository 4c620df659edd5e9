import { createHash } from 'node:crypto';
import { type DeletionReceipt, Refusal } from '../../src/client/index.ts';
import type { OpeningNight } from './acts.ts';
import { openRequest } from './filing.ts';
import { type Holdings, lookInside } from './look-inside.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

const daySeconds = 86_400;
/** Days of a policy may be parts of one: that long is enough for a segment to be past its time now. */
const retainSeconds = 45;

export interface Expired {
  readonly camera: string;
  readonly receipt: DeletionReceipt;
  /** What an officer is told who asks for a still of it. */
  readonly refusal: string;
  readonly segmentsLeft: number;
}

/**
 * Third act: the admin keeps everything for 30 days but one camera's footage for 45 s, and what is past that goes. It
 * must be gone from look-up, catalogue and store; the receipt must be for exactly the objects that are missed.
 */
export async function expire(stage: Stage, night: OpeningNight): Promise<Expired> {
  const {
    cast,
    enrolled: [camera],
  } = night;
  if (!camera) throw new Error('no camera is enrolled');
  const before = await lookInside(stage, camera.id);
  const { api } = cast.admin;
  await api.setRetentionPolicy({
    days: 30,
    minimumDays: 0,
    cameras: [{ cameraId: camera.id, days: retainSeconds / daySeconds }],
  });
  const receipt = await until(async () => (await api.listDeletionReceipts({})).receipts.at(-1), {
    what: 'the receipt of a deletion',
    withinMs: 60_000,
  });
  const after = await lookInside(stage, camera.id);
  compare(receipt, { before, after });
  const refusal = await refusalOf(night, receipt);
  return { camera: camera.facts.name, receipt, refusal, segmentsLeft: after.rows.size };
}

function compare(receipt: DeletionReceipt, held: { readonly before: Holdings; readonly after: Holdings }) {
  const { before, after } = held;
  const rows = [...before.rows].filter((key) => !after.rows.has(key));
  const objects = [...before.objects].filter((key) => !after.objects.has(key)).sort();
  if (receipt.segments === 0 || rows.length !== receipt.segments || objects.length !== receipt.objects)
    throw new Error(
      `the receipt is for ${receipt.segments} segments, ${receipt.objects} objects; gone are ${rows.length}, ${objects.length}`,
    );
  if (digestOf(objects) !== receipt.keysSha256) throw new Error('the receipt is for other objects');
}

/** As a receipt makes it (src/retention/README.md), out of what the store no longer lists. */
const digestOf = (sortedKeys: readonly string[]): string =>
  createHash('sha256')
    .update(sortedKeys.map((key) => `${key}\n`).join(''))
    .digest('hex');

/** Look-up shows the gap with its reason, and an approved request opens nothing of it. */
async function refusalOf(
  { cast, enrolled: [camera] }: OpeningNight,
  { from, to }: DeletionReceipt,
): Promise<string> {
  const id = camera?.id ?? '';
  const { officer } = cast;
  const { cameras } = await officer.api.lookUpFootage({ camera: id, from, to });
  const [footage] = cameras;
  const reasons = footage?.gaps.map(({ reason }) => reason) ?? [];
  if (footage?.spans.length !== 0 || !reasons.includes('expired'))
    throw new Error(`the look-up still shows ${JSON.stringify({ spans: footage?.spans, reasons })}`);
  const range = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  const requestId = await openRequest(cast, { caseNumber: 'DEMO-2', cameras: [id], ...range });
  try {
    await officer.api.getStill({ id: requestId, cameraId: id }, { at: from });
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  throw new Error('a still of expired footage is given out');
}
