import type { Findings } from '../finding.ts';
import { msOf, ofType } from '../records/kinds.ts';
import type { ProvedRecord } from '../records/proved-records.ts';
import { allowanceMs } from './footage-time.ts';

/** A checkpoint with a time that a witness says. */
export interface TimedHead {
  /** Number of the log. */
  readonly log: number;
  readonly size: number;
  readonly timeMs: number;
}

/** Between two clocks of one machine: a step is more. */
const stepMs = 60_000;
const driftShare = 0.001;
const clockErrorMs = 5_000;

/**
 * The log goes on as time does: a record that stands behind another was not done long before it, the wall clock of a machine goes with
 * its uptime, and witnesses saw the log when it says. A step that a record declares is a warning.
 */
export function checkTimeOfLog(
  records: readonly ProvedRecord[],
  heads: readonly TimedHead[],
  findings: Findings,
): void {
  const inOrder = records.filter(({ index }) => index >= 0).sort(byTime);
  const steps = ofType(inOrder, 'clk').flatMap((each) =>
    each.record.act === 'step' ? [{ ...each, ms: each.record.step_ms, record: each.record }] : [],
  );
  for (const { record, ms, file } of steps)
    findings.add('clock-step-declared', { file, record: record.seq, detail: { at: record.at, ms } });
  const declaredMs = (of: ProvedRecord) =>
    steps.reduce((sum, step) => (byTime(step, of) <= 0 ? sum + step.ms : sum), 0);
  const timed = inOrder
    .filter(({ record }) => !record.adopted)
    .map((each) => ({
      ...each,
      ms: msOf(each.record.at),
      steadyMs: statedMs(each) - declaredMs(each),
    }));
  checkOrder(timed, findings);
  checkUptime(timed, findings);
  for (const each of timed) checkHeads(each, heads, findings);
}

/** As they were stated: what waited when the next log was opened came before its link. */
const byTime = (a: ProvedRecord, b: ProvedRecord): number =>
  a.log - b.log || Number(b.waited) - Number(a.waited) || a.index - b.index;

interface TimedRecord extends ProvedRecord {
  readonly ms: number;
  /** When it was stated, by a clock that no declared step moves. */
  readonly steadyMs: number;
}

const place = ({ file, place: at }: ProvedRecord) => ({ file, ...(at && { record: at.seq }) });

function checkOrder(timed: readonly TimedRecord[], findings: Findings): void {
  let latest = Number.NEGATIVE_INFINITY;
  for (const each of timed) {
    if (each.steadyMs < latest - allowanceMs)
      findings.add('order-of-time', {
        ...place(each),
        detail: { at: each.record.at, ms: latest - each.steadyMs },
      });
    latest = Math.max(latest, each.steadyMs);
  }
}

function checkUptime(timed: readonly TimedRecord[], findings: Findings): void {
  const before = new Map<string, TimedRecord>();
  for (const each of timed) {
    const last = before.get(each.record.boot);
    before.set(each.record.boot, each);
    if (!last) continue;
    const upMs = each.record.mono_ms - last.record.mono_ms;
    const steppedMs = each.steadyMs - last.steadyMs - upMs;
    if (Math.abs(steppedMs) > stepMs + driftShare * Math.abs(upMs))
      findings.add('clock-step', { ...place(each), detail: { ms: steppedMs } });
  }
}

function checkHeads(each: TimedRecord, all: readonly TimedHead[], findings: Findings): void {
  const { record, index } = each;
  const heads = all.filter(({ log }) => log === each.log);
  const lastMs = record.type === 'seg' ? Math.max(each.ms, msOf(record.t1)) : each.ms;
  const sealing = heads.find(({ size, timeMs }) => index < size && lastMs > timeMs + clockErrorMs);
  if (sealing)
    findings.add('after-checkpoint', { ...place(each), detail: { at: record.at, size: sealing.size } });
  const firstMs = record.type === 'seg' && !record.late ? msOf(record.t1) : each.ms;
  const earlier = heads.find(({ size, timeMs }) => index >= size && firstMs < timeMs - allowanceMs);
  if (earlier)
    findings.add('before-checkpoint', { ...place(each), detail: { at: record.at, size: earlier.size } });
}

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/** When a record was stated: its id begins with it (a ULID), and `at` may be of before. */
function statedMs({ record }: ProvedRecord): number {
  const [, time] = /(?:^|_)([0-7][0-9a-hjkmnp-tv-z]{9})[0-9a-hjkmnp-tv-z]{16}$/.exec(record.id) ?? [];
  if (time === undefined) return msOf(record.at);
  return [...time].reduce((ms, digit) => ms * 32 + digits.indexOf(digit), 0);
}
