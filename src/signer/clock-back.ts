import { type ChainEnd, chainPlace, isTagOf, parseRecord } from '../log/index.ts';
import type { JudgeTerms } from './judged-records.ts';
import type { Outbox, PendingRecord } from './outbox.ts';
import { signerStopped } from './signer-stop.ts';

/** Two hosts, and a clock that is being slewed, differ by less. */
const toleranceMs = 2_000;
const pageSize = 1_000;

/** What a declaration is judged by. */
interface ClockTerms extends JudgeTerms {
  /** Of the chains, as they were signed: an old declaration, written again, says nothing. */
  readonly ends: ReadonlyMap<string, ChainEnd>;
}

interface Times {
  /** Of the newest head. */
  readonly lastMs: number;
  readonly nowMs: number;
}

/**
 * Nothing is signed at an earlier time than before, unless a pending record of the new time says that the clock was set: then
 * the checkpoint covers that record, too. Errors: `conflict` `log-clock-back`.
 */
export async function checkClock(outbox: Outbox, terms: ClockTerms, { lastMs, nowMs }: Times): Promise<void> {
  if (nowMs >= lastMs - toleranceMs || (await isDeclared(outbox, terms, nowMs))) return;
  throw signerStopped(
    'log-clock-back',
    `the clock is ${Math.round((lastMs - nowMs) / 1000)} s behind the newest checkpoint`,
  );
}

async function isDeclared(outbox: Outbox, terms: ClockTerms, nowMs: number): Promise<boolean> {
  for (let afterId = 0; ; ) {
    const page = await outbox.pending({ afterId, count: pageSize, except: [] });
    if (page.some((row) => declaresClock(row, terms, nowMs))) return true;
    if (page.length < pageSize) return false;
    afterId = page.at(-1)?.id ?? afterId;
  }
}

const declaring: readonly unknown[] = ['step', 'doubt', 'trust', 'confirm'];

/** A `clk` of our own, stated after the step: its time is not ahead of now. */
function declaresClock({ chain, body, tag }: PendingRecord, terms: ClockTerms, nowMs: number): boolean {
  if (!chain.startsWith('site/') || !isTagOf(terms.statementKey, body, tag)) return false;
  const record = parseRecord(body);
  const isNew = (chainPlace(record)?.seq ?? 0) > (terms.ends.get(chain)?.seq ?? 0);
  const isOfNow = Date.parse(record.at) <= nowMs + toleranceMs;
  return record.type === 'clk' && declaring.includes(record.act) && isNew && isOfNow;
}
