import type { ClockSync, OutputOf, SyncState } from '../../retention/index.ts';

/**
 * Asks systemd, which asks the kernel (`adjtimex`: not STA_UNSYNC), whatever disciplines the clock. In a container, and
 * without systemd, there is no answer: `unknown`.
 */
export const createClockSync = (outputOf: OutputOf, program = 'timedatectl'): ClockSync => ({
  state: async () => {
    try {
      const output = await outputOf(program, ['show', '--property=NTPSynchronized', '--value']);
      return stateOf(output.trim());
    } catch {
      return 'unknown';
    }
  },
});

function stateOf(answer: string): SyncState {
  if (answer === 'yes') return 'synchronised';
  return answer === 'no' ? 'unsynchronised' : 'unknown';
}
