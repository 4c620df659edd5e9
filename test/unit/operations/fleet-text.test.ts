import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fleetText } from '../../../src/adapters/prom/fleet-text.ts';
import { createTelemetry } from '../../../src/adapters/prom/telemetry.ts';

const worker = {
  worker: 'node_1/7',
  roles: ['ingest', 'maintain'],
  spoolWaiting: 3,
  quarantined: { files: 2, sizeBytes: 9_000 },
  eventLoopLagMs: 12,
  jobs: { 'ingest-segment done': 41, 'ingest-segment failed': 1 },
};

const counts = {
  cameras: { recording: 189, waiting: 1 },
  leases: 189,
  ingestLagMs: 2_500,
  segmentsExpiring: 12,
  holdsDue: 2,
  clocksInDoubt: 1,
  unadopted: 9,
  factsPending: 380,
  factsPendingMs: 41_000,
  headsLeft: { witness: 70 },
  unapprovedHeldBytes: 5e9,
};

describe('when metrics are read', () => {
  it('tells cameras, lag, queues and workers', async () => {
    const text = await fleetText({
      counts,
      workers: [worker],
      queues: { 'ingest-segment.node_1': 4 },
      needs: { redis: 0, policy: 1 },
    });
    const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(samples).toEqual([
      'minhchung_cameras{state="recording"} 189',
      'minhchung_cameras{state="waiting"} 1',
      'minhchung_leases 189',
      'minhchung_ingest_lag_seconds 2.5',
      'minhchung_segments_expiring 12',
      'minhchung_facts_pending 380',
      'minhchung_facts_pending_seconds 41',
      'minhchung_head_left_seconds{way="witness"} 70',
      'minhchung_unadopted 9',
      'minhchung_holds_due 2',
      'minhchung_clocks_in_doubt 1',
      'minhchung_unapproved_held_bytes 5000000000',
      'minhchung_need_unmet{need="redis"} 0',
      'minhchung_need_unmet{need="policy"} 1',
      'minhchung_queue_waiting{queue="ingest-segment.node_1"} 4',
      'minhchung_workers{role="ingest"} 1',
      'minhchung_workers{role="maintain"} 1',
      'minhchung_spool_waiting{worker="node_1/7"} 3',
      'minhchung_quarantine_files{worker="node_1/7"} 2',
      'minhchung_quarantine_bytes{worker="node_1/7"} 9000',
      'minhchung_worker_event_loop_lag_seconds{worker="node_1/7"} 0.012',
      'minhchung_jobs_total{worker="node_1/7",job="ingest-segment",outcome="done"} 41',
      'minhchung_jobs_total{worker="node_1/7",job="ingest-segment",outcome="failed"} 1',
      'minhchung_segments_ingested_total{worker="node_1/7"} 41',
    ]);
  });

  it('says nothing of what could not be asked', async () => {
    const text = await fleetText({
      counts: undefined,
      workers: undefined,
      queues: undefined,
      needs: undefined,
    });
    expect(text.trim()).toBe('');
  });
});

describe('when somebody looks up what a metric means', () => {
  it('finds each in the table of the room, with its help, and no other', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../../src/operations/README.md'), 'utf8');
    const queues = { 'ingest-segment.node_1': 4 };
    const telemetry = createTelemetry(async () => ({
      counts,
      workers: [worker],
      queues,
      needs: { redis: 0 },
    }));
    const { text } = await telemetry.expose();
    const told = [...text.matchAll(/^# HELP (minhchung_\w+) (.*)$/gm)].map(([, name, help]) => [name, help]);
    const rows = [...page.matchAll(/^\| `(minhchung_\w+)` +\| [^|]+ \| (.*?) +\|$/gm)];
    expect(rows.map(([, name, help]) => [name, help])).toEqual(told);
  });
});
