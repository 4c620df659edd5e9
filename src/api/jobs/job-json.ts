import { formatInstant } from '../../core/index.ts';
import {
  type FailedJob,
  type FailedJobCounts,
  type JobIdentity,
  jobTable,
  type QueueCounts,
  type QueuedJob,
  type SiteQueue,
} from '../../jobs/index.ts';
import type { JobJson, QueueJson, SubjectJson } from './job-schemas.ts';

interface QueueFacts {
  readonly counts: QueueCounts;
  readonly failed: FailedJobCounts;
  readonly hasWorker: boolean;
}

export const queueJson = (
  { queue, name, siteId, nodeId }: SiteQueue,
  { counts: { lastDoneMs, oldestWaitingMs, ...counts }, failed, hasWorker }: QueueFacts,
): QueueJson => ({
  queue,
  job: name,
  ...(siteId !== undefined && { site: siteId }),
  ...(nodeId !== undefined && { node: nodeId }),
  hasWorker,
  renewal: jobTable[name].renewal,
  ...counts,
  failed: failed.open,
  dropped: failed.dropped,
  ...(oldestWaitingMs !== undefined && { oldestWaitingAt: formatInstant(oldestWaitingMs) }),
  ...(lastDoneMs !== undefined && { lastDoneAt: formatInstant(lastDoneMs) }),
});

/** Names of cameras by the id of their stream. */
export type StreamCameras = ReadonlyMap<unknown, { readonly id: string; readonly name: string }>;

/** What of a payload an admin may see: never the payload itself. */
function subjectJson({ payload }: JobIdentity, cameras: StreamCameras): SubjectJson {
  const { streamId, seq, exportId, importId, discoveryId } = (payload ?? {}) as Readonly<
    Record<string, string | number | undefined>
  >;
  const camera = cameras.get(streamId);
  // A camera that is gone is named by its stream.
  const id = exportId ?? importId ?? discoveryId ?? (camera ? undefined : streamId);
  return {
    ...(camera && { camera }),
    ...(seq !== undefined && { segment: Number(seq) }),
    ...(id !== undefined && { id: String(id) }),
  };
}

export const queuedJobJson = (job: QueuedJob, cameras: StreamCameras): JobJson => ({
  id: job.id,
  state: job.state,
  subject: subjectJson(job, cameras),
  failures: job.failures,
  ...(job.code !== undefined && { code: job.code }),
  since: formatInstant(job.sinceMs),
  ...(job.dueAtMs !== undefined && { dueAt: formatInstant(job.dueAtMs) }),
  isRetriable: false,
});

export const failedJobJson = (job: FailedJob, cameras: StreamCameras): JobJson => ({
  id: job.id,
  state: job.doneAtMs === undefined ? 'failed' : 'done-since',
  subject: subjectJson(job, cameras),
  failures: job.failures,
  code: job.code,
  since: formatInstant(job.firstAtMs),
  lastFailedAt: formatInstant(job.lastAtMs),
  ...(job.queuedAtMs !== undefined && { queuedAt: formatInstant(job.queuedAtMs) }),
  ...(job.doneAtMs !== undefined && { doneAt: formatInstant(job.doneAtMs) }),
  isRetriable: job.doneAtMs === undefined && job.payload !== undefined,
});
