import { type IngestDeps, ingestSegment as ingest } from '../../src/ingest/index.ts';
import type { JobPayload } from '../../src/jobs/index.ts';

/** Reads the facts of one spool file and ingests it. A file that is gone was ingested by an earlier try. */
export async function ingestSegment(
  deps: IngestDeps,
  { streamId, runId, seq }: JobPayload<'ingest-segment'>,
): Promise<'done' | 'skipped'> {
  const run = await deps.spool.readRun(streamId, runId);
  const closed = await deps.spool.readClosed(streamId, runId, seq);
  if (!run || !closed) return 'skipped';
  return (await ingest(deps, run, closed)) === 'gone' ? 'skipped' : 'done';
}
