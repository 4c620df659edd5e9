import { createHash } from 'node:crypto';
import { type DeletionReceipt, Refusal } from '../../src/client/index.ts';
import { openRequest } from './filing.ts';
import { type Holdings, lookInside } from './look-inside.ts';
import type { Demo } from './start-demo.ts';
import type { EnrolledWard } from './steps.ts';
import { until } from './until.ts';

const daySeconds = 86_400;
/** A policy takes fractions of a day: after this time, segments of the demo are already past their end. */
const retainSeconds = 45;
/** `MINHCHUNG_MINIMUM_RETENTION` of the demo, and less than that. */
const floorSeconds = 30;
const tooShortSeconds = 10;

export interface Expired {
  readonly camera: string;
  readonly receipt: DeletionReceipt;
  /** The error code that an officer gets for a still of it. */
  readonly refusal: string;
  readonly segmentsLeft: number;
  /** The error code that an admin gets for a policy below the retention floor. */
  readonly tooShort: string;
  /** How long the policy waited before it counted. */
  readonly waitedMs: number;
}

/**
 * The admin keeps all footage for 30 days, but that of one camera for 45 s; 10 s are refused by the floor. After the delay,
 * during which the custodian sees it in the inbox, expiry runs. The footage must be gone from look-up, catalogue and store;
 * the receipt must cover exactly the missing objects.
 */
export async function expire(demo: Demo, enrolled: EnrolledWard): Promise<Expired> {
  const {
    people,
    cameras: [camera],
  } = enrolled;
  if (!camera) throw new Error('no camera is enrolled');
  const before = await lookInside(demo, camera.id);
  const { api } = people.admin;
  const keep = (seconds: number) =>
    api.setRetentionPolicy({
      days: 30,
      minimumDays: floorSeconds / daySeconds,
      cameras: [{ cameraId: camera.id, days: seconds / daySeconds }],
    });
  const tooShort = await codeOf(() => keep(tooShortSeconds));
  await keep(retainSeconds);
  const [waiting] = (await people.custodian.api.getInbox()).shortenings;
  if (!waiting) throw new Error('the shorter policy does not wait');
  const receipt = await until(async () => (await api.listDeletionReceipts({})).receipts.at(-1), {
    what: 'the receipt of a deletion',
    withinMs: 60_000,
  });
  const after = await lookInside(demo, camera.id);
  compare(receipt, { before, after });
  const waitedMs = Date.parse(waiting.countsFrom) - Date.parse(waiting.since);
  if (Date.parse(receipt.markedAt) < Date.parse(waiting.countsFrom))
    throw new Error(`${receipt.id} was marked before the policy counted`);
  const refusal = await refusalOf(enrolled, receipt);
  return { camera: camera.facts.name, receipt, refusal, segmentsLeft: after.rows.size, tooShort, waitedMs };
}

/** The code with which it is refused. */
async function codeOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  throw new Error('it is not refused');
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

/** The digest of a receipt (src/retention/README.md), from the keys that the store no longer lists. */
const digestOf = (sortedKeys: readonly string[]): string =>
  createHash('sha256')
    .update(sortedKeys.map((key) => `${key}\n`).join(''))
    .digest('hex');

/** Look-up shows the gap with its reason, and an approved request opens none of it. */
async function refusalOf(
  { people, cameras: [camera] }: EnrolledWard,
  { from, to }: DeletionReceipt,
): Promise<string> {
  const id = camera?.id ?? '';
  const { officer } = people;
  const { cameras } = await officer.api.lookUpFootage({ camera: id, from, to });
  const [footage] = cameras;
  const reasons = footage?.gaps.map(({ reason }) => reason) ?? [];
  if (footage?.spans.length !== 0 || !reasons.includes('expired'))
    throw new Error(`the look-up still shows ${JSON.stringify({ spans: footage?.spans, reasons })}`);
  const range = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  const requestId = await openRequest(people, { caseNumber: 'DEMO-2', cameras: [id], ...range });
  return codeOf(() => officer.api.getStill({ id: requestId, cameraId: id }, { at: from }));
}
