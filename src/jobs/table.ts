import { z } from 'zod';
import type { Branded } from '../core/ids.ts';
import {
  type CameraId,
  type ImportId,
  isId,
  type NodeId,
  type RunId,
  type SegmentId,
  type SiteId,
  type StreamId,
} from '../core/index.ts';

const text = z.string().min(1).max(100);
const siteId = text.transform((value) => value as SiteId);
const importId = text.transform((value) => value as ImportId);
// These name directories of the spool: nothing else passes.
const nodeId = z.custom<NodeId>((value) => typeof value === 'string' && isId('node', value));
const streamId = z.custom<StreamId>((value) => typeof value === 'string' && isId('stream', value));
const exportId = z.custom<Branded<'export'>>((value) => typeof value === 'string' && isId('export', value));
const cameraId = z.custom<CameraId>((value) => typeof value === 'string' && isId('camera', value));
const segmentId = text.transform((value) => value as SegmentId);
const runId = z.custom<RunId>((value) => typeof value === 'string' && isId('run', value));

/** A worker that was killed keeps others from its job for so long; one that blocks for longer loses it to them. */
const lockMs = 60_000;

/**
 * What queues the work of a failed job again: its schedule; a timer that finds what is due, so for ever; or a person alone.
 */
export const jobRenewals = ['schedule', 'when-due', 'person'] as const;

/** For scheduled jobs: the next one does the work that this one could not. */
const triedOnce = { attempts: 1, backoffMs: 0, lockMs, role: 'maintain', renewal: 'schedule' } as const;

/**
 * Every job there is: its payload (ids and times only, never a credential, I9), how it is spread over queues, and how
 * it is retried. The worker refuses to start when a job has no processor or two.
 */
export const jobTable = {
  /** Looks for cameras on a site's network. On demand and on schedule. */
  'discover-cameras': {
    /** On schedule the job opens a discovery of its own. */
    payload: z.object({ siteId, discoveryId: text.optional() }),
    /** One queue per site: only workers there reach its cameras. */
    per: 'site',
    ...triedOnce,
  },
  /** Registers the cameras of an import, row by row; goes on where it was stopped. */
  'import-cameras': {
    payload: z.object({ siteId, importId }),
    /** Devices are queried: only workers there reach the cameras. */
    per: 'site',
    attempts: 5,
    backoffMs: 2_000,
    lockMs,
    role: 'maintain',
    renewal: 'person',
  },
  /** Claims a stream and brings its recorder to the first keyframe. What lasts is the lease, not the job. */
  'record-camera': {
    payload: z.object({ siteId, streamId }),
    per: 'site',
    // The reconciler tries again when the lease's backoff is over; a failed job must never block the next one.
    attempts: 1,
    backoffMs: 0,
    // As long as the lease: failover has 15 s, and this worker's event loop never blocks.
    lockMs: 6_000,
    role: 'record',
    renewal: 'when-due',
  },
  /** Turns one closed spool file into objects and a catalogue row. */
  'ingest-segment': {
    payload: z.object({ nodeId, streamId, runId, seq: z.number().int().nonnegative() }),
    /** One queue per node: the spool is local. */
    per: 'node',
    // Then the spool sweep queues it again.
    attempts: 4,
    backoffMs: 1_000,
    lockMs,
    role: 'ingest',
    renewal: 'when-due',
  },
  /** Makes the pictures of a stream's segments that are in the catalogue. One job per stream: it waits for itself only. */
  'make-pictures': {
    payload: z.object({ siteId, streamId }),
    per: 'site',
    // Then the sweep of the catalogue queues it again.
    attempts: 1,
    backoffMs: 0,
    lockMs,
    role: 'ingest',
    renewal: 'when-due',
  },
  /** Compares streams to record with leases, and fills unaccounted time. */
  'watch-coverage': {
    payload: z.object({ siteId }),
    per: 'site',
    ...triedOnce,
  },
  /** Measures the cameras' clocks that are due. */
  'measure-clocks': {
    payload: z.object({ siteId }),
    /** Only workers there reach its cameras. */
    per: 'site',
    ...triedOnce,
  },
  /** Marks the footage that is past its time, or over the quota. */
  'plan-expiry': {
    payload: z.object({ siteId }),
    per: 'site',
    ...triedOnce,
  },
  /** Deletes what is marked, and goes on with what was begun. */
  'expire-segments': {
    payload: z.object({ siteId }),
    per: 'site',
    attempts: 4,
    backoffMs: 5_000,
    lockMs,
    role: 'maintain',
    renewal: 'schedule',
  },
  /** Reads a sample of the stored objects again, once a day. */
  'check-storage': {
    payload: z.object({ siteId }),
    per: 'site',
    ...triedOnce,
  },
  /** States records of what an earlier version left without, some at a time; goes on where it was stopped. */
  'adopt-records': {
    payload: z.object({ siteId }),
    per: 'site',
    ...triedOnce,
  },
  /** Sends what was written down for people and programs. */
  'send-notifications': {
    payload: z.object({ siteId }),
    per: 'site',
    // Failed messages wait in the outbox.
    ...triedOnce,
  },
  /** Writes reminders of requests that were not answered, and ends proposals that nobody answered. */
  'remind-custodians': {
    payload: z.object({ siteId }),
    per: 'site',
    ...triedOnce,
  },
  /** Looks at what the service needs, and writes letters about what lasts or is over. */
  'watch-needs': {
    payload: z.object({ siteId }),
    per: 'site',
    ...triedOnce,
  },
  /** Reads what a request takes away, and writes its papers; goes on where it was stopped. */
  'build-export': {
    payload: z.object({ exportId }),
    /** One queue for the ward: each export is built once. */
    per: 'all',
    // Then it is queued again with the other exports to build.
    attempts: 5,
    backoffMs: 5_000,
    lockMs,
    role: 'maintain',
    renewal: 'when-due',
  },
  /** Converts one GOP of H.265 for a player that waits for it; `desk` and `order` name the one who waits, until `untilMs`. */
  'make-copy': {
    payload: z.object({
      cameraId,
      segmentId,
      gop: z.number().int().nonnegative(),
      desk: z.uuid(),
      order: z.uuid(),
      untilMs: z.number(),
    }),
    per: 'all',
    // The player asks again.
    attempts: 1,
    backoffMs: 0,
    lockMs,
    role: 'maintain',
    renewal: 'when-due',
  },
  /** Makes pending records leaves of the evidence log, and signs it. Its worker does it every minute by itself, too. */
  'seal-log': {
    payload: z.object({}),
    /** One queue for the ward: one process signs. */
    per: 'all',
    attempts: 1,
    backoffMs: 0,
    lockMs,
    role: 'sign',
    renewal: 'when-due',
  },
  /** Makes the catalogue's day partitions ahead of time. */
  'prepare-partitions': {
    payload: z.object({}),
    per: 'all',
    attempts: 10,
    backoffMs: 5_000,
    lockMs,
    role: 'maintain',
    renewal: 'schedule',
  },
} as const;

export type JobName = keyof typeof jobTable;
export type JobPayload<N extends JobName> = z.output<(typeof jobTable)[N]['payload']>;
export type WorkerRole = (typeof jobTable)[JobName]['role'];

export const jobNames = Object.keys(jobTable) as JobName[];

/**
 * Jobs that do whatever is due. One that runs may have looked before the work came that it is asked for now, so it is
 * done once more after that.
 */
const jobsOfWhatIsDue: readonly JobName[] = [
  'make-pictures',
  'plan-expiry',
  'expire-segments',
  'send-notifications',
  'seal-log',
];

/** Whether a job that is asked for while it runs is done once more; others are dropped then. */
export const runsAgain = (name: JobName): boolean => jobsOfWhatIsDue.includes(name);

/** A payload, or what it has of these. */
interface JobPlace {
  readonly siteId?: string;
  readonly nodeId?: string;
  /** Jobs of the ward lie in one queue, wherever they are done. */
  readonly exportId?: string;
  readonly order?: string;
}

/**
 * The queue a job lies in: `record-camera.ward`, `ingest-segment.node_01…`, `prepare-partitions`.
 * No `:`; BullMQ refuses it.
 */
export function queueName(name: JobName, where: JobPlace): string {
  const place = { site: where.siteId, node: where.nodeId, all: undefined }[jobTable[name].per];
  return place === undefined ? name : `${name}.${place}`;
}

/** The id that keeps a job from being queued twice. Not all digits, no `:`. */
export function jobId<N extends JobName>(name: N, payload: JobPayload<N>): string {
  const parts = Object.entries(payload)
    .filter(([field]) => field !== 'siteId' && field !== 'nodeId')
    .map(([, value]) => String(value));
  return [name, ...parts].join('_');
}
