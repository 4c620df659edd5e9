import { hostname } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isBelowReserve } from '../adapters/disk/disk-room.ts';
import { asideIn, waitingIn } from '../adapters/disk/spool/spool-count.ts';
import { PostgresHeartbeatRepository } from '../adapters/postgres/operations/heartbeat-repository.ts';
import { messageOf } from '../core/index.ts';
import type { Processor } from '../jobs/index.ts';
import { beatEveryMs, type Heartbeat } from '../operations/index.ts';
import type { Services } from './services.ts';

export interface Heart {
  /** The processors, counted. */
  counted(processors: readonly Processor[]): Processor[];
  /** Takes its leave. */
  stop(): Promise<void>;
}

/** What else the roles of a worker tell with each beat. */
export type RolesTell = () => Pick<Heartbeat, 'signer'>;

/** Tells the catalogue every few seconds that this worker lives, and what it has done. */
export function startHeart(base: Services, roles: readonly string[], tells: RolesTell = () => ({})): Heart {
  const { pulse, log, nodeId, processName: worker, siteId: site, config } = base;
  const book = new PostgresHeartbeatRepository(pulse);
  const host = hostname();
  const jobs: Record<string, number> = {};
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  const spoolDir = join(config.dataDir, 'spool');
  const beat = async () => {
    const spool = roles.includes('ingest')
      ? {
          spoolWaiting: await waitingIn(join(spoolDir, nodeId)),
          quarantined: await asideIn(join(spoolDir, 'quarantine')),
        }
      : {};
    const eventLoopLagMs = Math.max(0, lag.percentile(99) / 1e6 - 20);
    lag.reset();
    // A recorder lives on while its disk does not answer.
    const isDiskLow = await isBelowReserve(spoolDir, config.diskReserveBytes).catch(() => false);
    await book.beat({ worker, host, roles, site, isDiskLow, jobs, eventLoopLagMs, ...spool, ...tells() });
  };
  // PostgreSQL may be away: recording goes on (I10), and the next beat tells.
  const safely = () => beat().catch((error: unknown) => log.warn({ error: messageOf(error) }, 'heartbeat'));
  let last = safely();
  const timer = setInterval(() => {
    last = last.then(safely);
  }, beatEveryMs);
  return {
    counted: (processors) => processors.map((each) => countedIn(jobs, each)),
    stop: async () => {
      clearInterval(timer);
      lag.disable();
      await last;
      await book.leave(worker).catch(() => undefined);
    },
  };
}

const countedIn = (jobs: Record<string, number>, { name, process, ...rest }: Processor): Processor => {
  const count = (outcome: string) => {
    jobs[`${name} ${outcome}`] = (jobs[`${name} ${outcome}`] ?? 0) + 1;
  };
  return {
    ...rest,
    name,
    process: async (payload, attempt) => {
      try {
        const outcome = await process(payload, attempt);
        count(outcome);
        return outcome;
      } catch (error) {
        count('failed');
        throw error;
      }
    },
  };
};
