import { readProgram } from '../adapters/disk/program.ts';
import { readBootId } from '../adapters/kernel/boot-id.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { newestLog } from '../adapters/postgres/log/evidence-logs.ts';
import { Scribe } from '../adapters/postgres/log/scribe.ts';
import { type Clock, minuteMs, type WardId } from '../core/index.ts';
import { originOf } from '../log/index.ts';
import type { ClockSync, SyncState } from '../retention/index.ts';

interface ScribeNeeds {
  readonly db: Database;
  readonly clock: Clock;
  readonly wardId: WardId;
  readonly processName: string;
  readonly sync: ClockSync;
  /** Reads the ward's key of that name. */
  readonly key: (name: string) => Promise<Uint8Array>;
}

export interface ScribeAtWork {
  readonly scribe: Scribe;
  stop(): void;
}

/** States the records of this process. It asks for the state of the host's clock now, and once a minute. */
export async function composeScribe(needs: ScribeNeeds): Promise<ScribeAtWork> {
  const { db, clock, wardId, processName, sync, key } = needs;
  let state: SyncState = 'unknown';
  const ask = async () => {
    state = await sync.state();
  };
  void ask();
  const scribe = new Scribe({
    origin: await newestLog(db, { number: 1, origin: originOf(wardId, 1), begunAtMs: clock.nowMs() }),
    key: await key('statement'),
    boot: await readBootId(),
    by: { id: processName, ...(await readProgram()) },
    clock,
    machineMs: () => Number(process.hrtime.bigint() / 1_000_000n),
    hostClock: () => ({ state: statesOfRecords[state] }),
  });
  // Last: what fails before leaves nothing that keeps a command alive.
  const asking = setInterval(() => void ask(), minuteMs);
  return { scribe, stop: () => clearInterval(asking) };
}

const statesOfRecords = {
  synchronised: 'sync',
  stated: 'sync',
  unsynchronised: 'free',
  unknown: 'unknown',
} as const satisfies Record<SyncState, string>;
