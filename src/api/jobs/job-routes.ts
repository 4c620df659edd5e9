import { notFound } from '../../core/index.ts';
import { retryFailedJob, retryFailedJobs, type SiteQueue, siteQueues } from '../../jobs/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { sitesOf } from '../ward-sites.ts';
import { failedJobJson, queuedJobJson, queueJson, type StreamCameras } from './job-json.ts';
import { type JobJson, jobList, jobQuery, queueList, retryAnswer, retryForm } from './job-schemas.ts';

type JobDeps = Pick<
  ApiDeps,
  'queues' | 'failedJobs' | 'workerNodes' | 'jobs' | 'cameras' | 'custody' | 'clock' | 'ward' | 'settings'
>;

const pageSize = 50;

export const jobRoutes = (deps: JobDeps): Route[] => [
  {
    method: 'get',
    path: '/api/queues',
    allow: 'manage-jobs',
    operation: 'listQueues',
    summary: 'The queues of jobs: how many wait, run, were done and failed.',
    answers: answersJson(queueList),
    handle: async () => json({ queues: await queuesJson(deps) }),
  },
  {
    method: 'get',
    path: '/api/queues/:queue/jobs',
    allow: 'manage-jobs',
    operation: 'listJobs',
    summary: 'Jobs of a queue in one state, fifty a page; failed ones are kept for seven days.',
    query: jobQuery,
    answers: answersJson(jobList),
    handle: async (call) => json({ jobs: await jobsJson(deps, call), pageSize }),
  },
  {
    method: 'post',
    path: '/api/queues/:queue/failed/:jobId/retry',
    allow: 'manage-jobs',
    operation: 'retryJob',
    summary: 'Queues a failed job again; twice changes nothing more.',
    answers: answersJson(retryAnswer),
    handle: (call) => retryOne(deps, call),
  },
  {
    method: 'post',
    path: '/api/queues/:queue/retry',
    allow: 'manage-jobs',
    operation: 'retryJobs',
    summary: 'Queues all failed jobs of a queue again, or those of one cause.',
    body: retryForm,
    answers: answersJson(retryAnswer),
    handle: (call) => retryAll(deps, call),
  },
];

/** The queues of every site, and those of every node that had a worker in the last day. */
async function queuesOf({ workerNodes, ward, settings }: JobDeps) {
  const [nodes, sites] = await Promise.all([workerNodes(), sitesOf({ ward, settings })]);
  const known = siteQueues(sites, [...nodes.keys()]);
  return known.map((queue) => ({
    ...queue,
    hasWorker: queue.nodeId === undefined || nodes.get(queue.nodeId) === true,
  }));
}

async function queuesJson(deps: JobDeps) {
  const nowMs = deps.clock.nowMs();
  const queues = await queuesOf(deps);
  return Promise.all(
    queues.map(async ({ hasWorker, ...each }) => {
      const [counts, failed] = await Promise.all([
        deps.queues.counts(each.queue, nowMs),
        deps.failedJobs.counts(each.queue, nowMs),
      ]);
      return queueJson(each, { counts, failed, hasWorker });
    }),
  );
}

async function jobsJson(deps: JobDeps, call: UserCall): Promise<JobJson[]> {
  const { queue } = await askedQueue(deps, call);
  const { state = 'failed', offset = '0' } = parsedBody(jobQuery, call.query);
  const page = { offset: Number(offset), limit: pageSize };
  if (state === 'failed' || state === 'done-since') {
    const kept = state === 'failed' ? 'open' : 'done';
    const failed = await deps.failedJobs.list(queue, kept, { ...page, nowMs: deps.clock.nowMs() });
    const cameras = await camerasOf(deps, failed.length);
    return failed.map((job) => failedJobJson(job, cameras));
  }
  const queued = await deps.queues.list(queue, state, page);
  const cameras = await camerasOf(deps, queued.length);
  return queued.map((job) => queuedJobJson(job, cameras));
}

async function camerasOf({ cameras }: JobDeps, jobs: number): Promise<StreamCameras> {
  const registered = jobs === 0 ? [] : await cameras.list();
  return new Map(registered.map(({ camera: { id, name }, stream }) => [stream.id, { id, name }]));
}

async function retryOne(deps: JobDeps, call: UserCall): Promise<Reply> {
  const { queue } = await askedQueue(deps, call);
  const retried = await retryFailedJob(deps, actorOf(deps, call), queue, call.params.jobId ?? '');
  return json({ queued: retried.doneAtMs === undefined ? 1 : 0 });
}

async function retryAll(deps: JobDeps, call: UserCall): Promise<Reply> {
  const { queue } = await askedQueue(deps, call);
  const { code } = parsedBody(retryForm, call.body);
  return json({ queued: await retryFailedJobs(deps, actorOf(deps, call), queue, code) });
}

/** Errors: `queue-not-found`. */
async function askedQueue(deps: JobDeps, { params }: UserCall): Promise<SiteQueue> {
  const found = (await queuesOf(deps)).find(({ queue }) => queue === params.queue);
  if (!found) throw notFound('queue-not-found', 'There is no such queue.');
  return found;
}
