import { Gauge, Registry } from 'prom-client';
import type { FleetFacts, Heartbeat } from '../../operations/index.ts';

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/** The fleet's metrics. A failed query has no sample: absent is not zero. */
export function fleetText({ counts, workers, queues, needs }: FleetFacts): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, samples: readonly Sample[]) => {
    const labelNames = [...new Set(samples.flatMap(([labels]) => Object.keys(labels)))];
    const made = new Gauge({ name: `minhchung_${name}`, help, labelNames, registers: [registry] });
    // A gauge without labels would begin at an unmeasured zero.
    if (samples.length === 0) registry.removeSingleMetric(`minhchung_${name}`);
    for (const [labels, value] of samples) made.set(labels, value);
  };
  gauge('cameras', 'Cameras, by state.', byLabel('state', counts?.cameras));
  gauge('leases', 'Streams that a worker holds.', one(counts?.leases));
  gauge(
    'ingest_lag_seconds',
    'From the end of a segment to its ingest; the longest of five minutes.',
    one(seconds(counts?.ingestLagMs)),
  );
  gauge('segments_expiring', 'Marked, and not yet deleted and forgotten.', one(counts?.segmentsExpiring));
  gauge('facts_pending', 'Records that are not sealed yet.', one(counts?.factsPending));
  gauge('facts_pending_seconds', 'How long the oldest of them waits.', one(seconds(counts?.factsPendingMs)));
  gauge(
    'head_left_seconds',
    'How long ago a checkpoint of the evidence log left, by way.',
    byLabel('way', counts?.headsLeft),
  );
  gauge('unadopted', 'Cameras, holds and streams whose adoption is not over.', one(counts?.unadopted));
  gauge('holds_due', 'Holds whose review is due.', one(counts?.holdsDue));
  gauge(
    'clocks_in_doubt',
    'Sites where nothing expires: their clock is in doubt.',
    one(counts?.clocksInDoubt),
  );
  gauge(
    'unapproved_held_bytes',
    'Held by requests that are not approved, and by hand.',
    one(counts?.unapprovedHeldBytes),
  );
  gauge('need_unmet', '1 where readiness names it, else 0.', byLabel('need', needs));
  gauge('queue_waiting', 'Jobs that wait, by queue.', byLabel('queue', queues));
  gauge('workers', 'Workers alive, by role.', byLabel('role', workers && rolesOf(workers)));
  gauge(
    'spool_waiting',
    'Segments in a spool.',
    each(workers, ({ spoolWaiting }) => spoolWaiting),
  );
  gauge(
    'quarantine_files',
    'Segments put aside: they cannot be ingested.',
    each(workers, ({ quarantined }) => quarantined?.files),
  );
  gauge(
    'quarantine_bytes',
    'Their size.',
    each(workers, ({ quarantined }) => quarantined?.sizeBytes),
  );
  gauge(
    'worker_event_loop_lag_seconds',
    '99th percentile of the last seconds.',
    each(workers, ({ eventLoopLagMs }) => seconds(eventLoopLagMs)),
  );
  gauge('jobs_total', 'Jobs since the worker started, by outcome.', (workers ?? []).flatMap(jobsOf));
  gauge(
    'segments_ingested_total',
    'Segments since the worker started.',
    each(workers, ({ jobs }) => jobs['ingest-segment done']),
  );
  return registry.metrics();
}

const seconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / 1000);

const one = (value: number | undefined): Sample[] => (value === undefined ? [] : [[{}, value]]);

const byLabel = (label: string, values: Readonly<Record<string, number>> = {}): Sample[] =>
  Object.entries(values).map(([name, value]) => [{ [label]: name }, value]);

const each = (
  workers: readonly Heartbeat[] = [],
  value: (worker: Heartbeat) => number | undefined,
): Sample[] =>
  workers.flatMap((worker) =>
    one(value(worker)).map(([, sample]): Sample => [{ worker: worker.worker }, sample]),
  );

const jobsOf = ({ worker, jobs }: Heartbeat): Sample[] =>
  Object.entries(jobs).map(([key, count]) => {
    const [job = '', outcome = ''] = key.split(' ');
    return [{ worker, job, outcome }, count];
  });

function rolesOf(workers: readonly Heartbeat[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const role of workers.flatMap(({ roles }) => roles)) counts[role] = (counts[role] ?? 0) + 1;
  return counts;
}
