import type { TimeRange } from '../../core/index.ts';
import type { EvidenceRecord } from '../../log/index.ts';
import { type ChainRecord, recordOf, type SealedChain } from './sealed-chain.ts';

/** What a bundle has of a stream's chain. */
export interface StreamWindow {
  /** Without a hole: from the record before the scope to the one after it. */
  readonly whole: readonly ChainRecord[];
  /** Later ones about the scope, with holes between. */
  readonly later: readonly ChainRecord[];
}

/** Of the catalogue: where to look for records of the scope that do not stand in its time. */
export interface KnownRecords {
  /** Numbers of the segments that the export takes. */
  readonly segments: readonly number[];
  /** When the gaps of the scope were stated. */
  readonly gapsStated: readonly number[];
  /** When deletions that reach into the scope were stated. */
  readonly deletionsStated: readonly number[];
}

export async function streamWindow(
  chain: SealedChain,
  scope: TimeRange,
  known: KnownRecords,
): Promise<StreamWindow> {
  const before = await chain.lastBefore((await chain.since(scope.fromMs)) - 1, tellsOfTime);
  const openings = await Promise.all(known.gapsStated.map((atMs) => chain.since(atMs)));
  const first = Math.max(1, Math.min(before?.seq ?? 1, ...known.segments, ...openings));
  const after = await chain.firstFrom(
    await chain.since(scope.toMs),
    (record) => tellsOfTime(record) && startsAfter(record, scope.toMs),
  );
  const main = await chain.read(first, after?.seq ?? chain.last);
  const whole = [...main, ...(await endsBehind(chain, main))];
  return { whole, later: await laterRecords(chain, scope, { known, after: whole.at(-1)?.seq ?? 0 }) };
}

/** Segments and gaps that were told late, and what tells that footage was deleted. */
async function laterRecords(
  chain: SealedChain,
  scope: TimeRange,
  { known, after }: { readonly known: KnownRecords; readonly after: number },
): Promise<ChainRecord[]> {
  const told: number[] = [];
  for (const atMs of [...known.gapsStated, ...known.deletionsStated])
    told.push(...(await toldNear(chain, scope, atMs)));
  const numbers = new Set([...known.segments, ...told].filter((seq) => seq > after));
  const later: ChainRecord[] = [];
  for (const seq of [...numbers].sort((a, b) => a - b)) later.push(...(await chain.read(seq, seq)));
  return later;
}

/** A transaction may take a while between its time and its statement. */
const statingMs = 60_000;

async function toldNear(chain: SealedChain, scope: TimeRange, atMs: number): Promise<number[]> {
  const [from, to] = [await chain.since(atMs - statingMs), await chain.since(atMs + statingMs)];
  const near = await chain.read(from, Math.min(to, chain.last));
  return near.flatMap((each) => (tellsOfScope(each, scope) ? each.seq : []));
}

function tellsOfScope(each: ChainRecord, { fromMs, toMs }: TimeRange): boolean {
  const told = recordOf(each, 'del') ?? recordOf(each, 'gap');
  if (!told || Date.parse(told.t0) >= toMs) return false;
  return told.t1 === undefined || Date.parse(told.t1) > fromMs;
}

/** What was recorded, or that nothing was, when it was so: late segments and deletions tell of other times. */
const tellsOfTime = (record: EvidenceRecord): boolean =>
  record.type === 'gap' ? record.t1 === undefined : record.type === 'seg' && record.late === undefined;

const startsAfter = (record: EvidenceRecord, atMs: number): boolean =>
  't0' in record && record.t0 !== undefined && Date.parse(record.t0) >= atMs;

/** A segment ends the gap before it, and the record of that comes next. */
async function endsBehind(chain: SealedChain, whole: readonly ChainRecord[]): Promise<ChainRecord[]> {
  const opened = new Set(whole.map(({ record }) => record.id));
  const ends: ChainRecord[] = [];
  for (let seq = (whole.at(-1)?.seq ?? chain.last) + 1; seq <= chain.last; seq++) {
    const [next] = await chain.read(seq, seq);
    if (next?.record.type !== 'gap' || !opened.has(next.record.opened ?? '')) break;
    ends.push(next);
  }
  return ends;
}

/** The camera as it was, its changes in the scope, and the first one after it. */
export async function cameraWindow(chain: SealedChain, scope: TimeRange): Promise<ChainRecord[]> {
  const before = await chain.lastBefore(
    (await chain.since(scope.fromMs)) - 1,
    (record) => record.type === 'cam',
  );
  return chain.read(before?.seq ?? 1, Math.min(await chain.since(scope.toMs), chain.last));
}

/** How the clock of the service went, from before the first of what the bundle tells until now. */
export const siteWindow = async (chain: SealedChain, fromMs: number): Promise<ChainRecord[]> =>
  chain.read(Math.max(1, (await chain.since(fromMs)) - 1), chain.last);
