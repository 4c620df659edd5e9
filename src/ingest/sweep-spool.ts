import { type Log, messageOf } from '../core/index.ts';
import type { ClosedSegment, Run, SpooledRun, StrayRun } from '../recording/index.ts';
import { type RecoveryDeps, recoverRun } from './recover-run.ts';

export interface SweepDeps extends RecoveryDeps {
  /** Queues a file for ingest; a second time does no harm. */
  readonly announce: (run: Run, closed: ClosedSegment) => Promise<void>;
  readonly log: Log;
}

/**
 * Finds what waits in this node's spool and queues it: files whose announcement was lost (Redis away, recorder
 * killed), and files that never closed. Live runs keep the file they are writing. Returns how many files waited.
 */
export async function sweepSpool(deps: SweepDeps): Promise<number> {
  let waiting = 0;
  for (const spooled of await deps.spool.scan((stray) => nameRun(deps, stray))) {
    const ready = await readyFiles(deps, spooled);
    for (const closed of ready) await deps.announce(spooled.run, closed);
    waiting += ready.length;
  }
  return waiting;
}

/**
 * A run whose own facts are lost, as the catalogue knows it. Where it knows none, the footage is put aside, and the time of
 * each file that is known is a gap `damaged` (I4). Without the catalogue the run waits.
 */
async function nameRun(
  { catalogue, log }: SweepDeps,
  { streamId, runId, closed }: StrayRun,
): Promise<Run | 'unknown' | 'later'> {
  try {
    const run = await catalogue.runOf(streamId, runId);
    if (run) return run;
    for (const each of closed) await catalogue.commitDamaged({ id: runId, streamId }, each);
    return 'unknown';
  } catch (error) {
    log.error(
      { runId, error: messageOf(error) },
      'run.json is damaged, and the run not known yet; will be retried',
    );
    return 'later';
  }
}

async function readyFiles(deps: SweepDeps, spooled: SpooledRun): Promise<ClosedSegment[]> {
  const closed = spooled.files.flatMap((file) => file.closed ?? []);
  const isWhole = closed.length === spooled.files.length;
  if (spooled.live || isWhole) return closed;
  try {
    return await recoverRun(deps, spooled);
  } catch (error) {
    deps.log.error({ runId: spooled.run.id, error: messageOf(error) }, 'run not recovered; will be retried');
    return closed;
  }
}
