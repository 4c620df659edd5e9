import { z } from 'zod';
import type { ImportId, NodeId, RunId, SiteId, StreamId } from '../core/index.ts';

const text = z.string().min(1).max(100);
const id = <T extends string>() => text.transform((value) => value as T);

/**
 * Every job there is: its payload (ids and times only, never a credential, I9), how it is spread over queues, and how
 * it is retried. The worker refuses to start when a job has no processor or two.
 */
export const jobTable = {
  /** Looks for cameras on a site's network. On demand and on schedule. */
  'discover-cameras': {
    /** On schedule the job opens a discovery of its own. */
    payload: z.object({ siteId: id<SiteId>(), discoveryId: text.optional() }),
    /** One queue per site: only workers there reach its cameras. */
    per: 'site',
    attempts: 1,
    backoffMs: 0,
    role: 'maintain',
  },
  /** Registers the cameras of an import, row by row; goes on where it was stopped. */
  'import-cameras': {
    payload: z.object({ siteId: id<SiteId>(), importId: id<ImportId>() }),
    /** Cameras are asked what they are: only workers there reach them. */
    per: 'site',
    attempts: 5,
    backoffMs: 2_000,
    role: 'maintain',
  },
  /** Claims a stream and brings its recorder to the first keyframe. What lasts is the lease, not the job. */
  'record-camera': {
    payload: z.object({ siteId: id<SiteId>(), streamId: id<StreamId>() }),
    per: 'site',
    // The reconciler tries again when the lease's backoff is over; a failed job must never block the next one.
    attempts: 1,
    backoffMs: 0,
    role: 'record',
  },
  /** Turns one closed spool file into objects and a catalogue row. */
  'ingest-segment': {
    payload: z.object({
      nodeId: id<NodeId>(),
      streamId: id<StreamId>(),
      runId: id<RunId>(),
      seq: z.number().int().nonnegative(),
    }),
    /** One queue per node: the spool is local. */
    per: 'node',
    // Then the spool sweep queues it anew.
    attempts: 4,
    backoffMs: 1_000,
    role: 'ingest',
  },
  /** Compares what should be recorded with what is leased, and fills what nobody accounted for. */
  'watch-coverage': {
    payload: z.object({ siteId: id<SiteId>() }),
    per: 'site',
    attempts: 1,
    backoffMs: 0,
    role: 'maintain',
  },
  /** Marks the footage that is past its time, or over the quota. */
  'plan-expiry': {
    payload: z.object({ siteId: id<SiteId>() }),
    per: 'site',
    // The next one by schedule plans anew.
    attempts: 1,
    backoffMs: 0,
    role: 'maintain',
  },
  /** Deletes what is marked, and goes on with what was begun. */
  'expire-segments': {
    payload: z.object({ siteId: id<SiteId>() }),
    per: 'site',
    attempts: 4,
    backoffMs: 5_000,
    role: 'maintain',
  },
  /** Makes the catalogue's day partitions ahead of time. */
  'prepare-partitions': {
    payload: z.object({}),
    per: 'all',
    attempts: 10,
    backoffMs: 5_000,
    role: 'maintain',
  },
} as const;

export type JobName = keyof typeof jobTable;
export type JobPayload<N extends JobName> = z.output<(typeof jobTable)[N]['payload']>;
export type WorkerRole = (typeof jobTable)[JobName]['role'];

export const jobNames = Object.keys(jobTable) as JobName[];

/**
 * The queue a job lies in: `record-camera.ward`, `ingest-segment.node_01…`, `prepare-partitions`.
 * No `:`; BullMQ refuses it.
 */
export function queueName(name: JobName, where: { siteId?: string; nodeId?: string }): string {
  const place = { site: where.siteId, node: where.nodeId, all: undefined }[jobTable[name].per];
  return place === undefined ? name : `${name}.${place}`;
}

/**
 * The id that keeps a job from being queued twice while it waits or runs. Not all digits, no `:`.
 */
export function jobId<N extends JobName>(name: N, payload: JobPayload<N>): string {
  const parts = Object.entries(payload)
    .filter(([field]) => field !== 'siteId' && field !== 'nodeId')
    .map(([, value]) => String(value));
  return [name, ...parts].join('_');
}
