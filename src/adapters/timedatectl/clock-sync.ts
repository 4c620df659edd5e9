import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ClockSync, SyncState } from '../../retention/index.ts';

const run = promisify(execFile);
const patienceMs = 3_000;

/**
 * Asks systemd, which asks the kernel (`adjtimex`: not STA_UNSYNC), whatever disciplines the clock. In a container, and
 * without systemd, there is no answer: `unknown`.
 */
export const createClockSync = (program = 'timedatectl'): ClockSync => ({
  state: async () => {
    try {
      const args = ['show', '--property=NTPSynchronized', '--value'];
      const { stdout } = await run(program, args, {
        timeout: patienceMs,
        killSignal: 'SIGKILL',
        env: { PATH: process.env.PATH },
      });
      return stateOf(stdout.trim());
    } catch {
      return 'unknown';
    }
  },
});

function stateOf(answer: string): SyncState {
  if (answer === 'yes') return 'synchronised';
  return answer === 'no' ? 'unsynchronised' : 'unknown';
}
