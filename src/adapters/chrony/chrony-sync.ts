import { hourMs } from '../../core/index.ts';
import type { ClockSync, OutputOf, SyncState } from '../../retention/index.ts';

/** As long as the kernel believes a clock that nothing corrects: its bound of the error grows to 16 s at 500 ppm. */
const believedMs = 9 * hourMs;

/** The reference of a chronyd that serves its own clock (`local`, or a manual setting): 127.127.1.1. */
const ownClock = '7F7F0101';

/**
 * Asks the chronyd of this host, by its socket or on port 323 of loopback, which a container on the host's network
 * reaches too. Without `chronyc`, or without an answer: `unknown`.
 */
export const createChronySync = (outputOf: OutputOf, now: () => number, program = 'chronyc'): ClockSync => ({
  state: async () => {
    try {
      const output = await outputOf(program, ['-c', '-n', 'tracking']);
      return stateOf(output.trim().split(','), now());
    } catch {
      return 'unknown';
    }
  },
});

/**
 * Reads the report of `chronyc -c tracking` (chronyc(1)): reference, …, reference time (s), …, leap status. The last one
 * alone does not tell: it stays "Normal" when the sources fall silent, and is "Normal" without any source under `local`
 * (chrony 4.3).
 */
function stateOf(fields: readonly string[], nowMs: number): SyncState {
  const [reference, , , referenceTime] = fields;
  const leapStatus = fields.at(-1);
  if (fields.length !== 14 || leapStatus === '') return 'unknown';
  const sinceMs = nowMs - Number(referenceTime) * 1_000;
  const isFollowing = leapStatus !== 'Not synchronised' && reference !== ownClock;
  return isFollowing && Math.abs(sinceMs) < believedMs ? 'synchronised' : 'unsynchronised';
}
