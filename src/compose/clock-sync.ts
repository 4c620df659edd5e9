import type { Config } from '../../config/load.ts';
import { createChronySync } from '../adapters/chrony/chrony-sync.ts';
import { createClockSync } from '../adapters/timedatectl/clock-sync.ts';
import type { Clock } from '../core/index.ts';
import { type ClockSync, firstThatKnows, type OutputOf, statedSync } from '../retention/index.ts';

/** Who tells whether this host's clock is synchronised: timedatectl, else chronyd, else the settings. */
export const composeClockSync = (
  { clockIsStated }: Pick<Config, 'clockIsStated'>,
  clock: Clock,
  outputOf: OutputOf,
): ClockSync =>
  firstThatKnows(
    createClockSync(outputOf),
    createChronySync(outputOf, () => clock.nowMs()),
    statedSync(clockIsStated),
  );
