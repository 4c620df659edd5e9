import { type ConnectionOptions, type Job, RedisConnection, UnrecoverableError, Worker } from 'bullmq';
import { AppError, messageOf, type WardId, withLogFields } from '../../core/index.ts';
import {
  failureCode,
  type JobOutcome,
  jobIdentity,
  jobTable,
  type Processor,
  queueName,
  redisPrefix,
} from '../../jobs/index.ts';
import { JobOutcomes, type OutcomesOptions } from './job-outcomes.ts';
import { minutesCounted } from './last-hour.ts';

export interface WorkersOptions extends OutcomesOptions {
  /** Must wait for Redis as long as it takes. */
  readonly connection: ConnectionOptions & Link;
  readonly where: { readonly wardId: WardId; readonly siteId: string; readonly nodeId: string };
}

/** As much of a client of ioredis as tells whether Redis is there. */
interface Link {
  readonly status: string;
  once(event: 'close', heard: () => void): unknown;
  off(event: 'close', heard: () => void): unknown;
}

export interface JobWorkers {
  /** Takes no new jobs and waits for running ones; without Redis it waits for none, since no job can end then. */
  close(): Promise<void>;
}

/** Starts a BullMQ worker for every processor. */
export function startJobWorkers(processors: readonly Processor[], options: WorkersOptions): JobWorkers {
  const workers = processors.map((each) => startWorker(each, options));
  return {
    close: () => closeAll(workers, options.connection),
  };
}

/** BullMQ itself would wait for a Redis that goes while its workers leave, and for jobs that cannot end without it. */
async function closeAll(workers: readonly Worker[], link: Link): Promise<void> {
  const isAway = link.status !== 'ready';
  let goes = () => {};
  const gone = new Promise<void>((resolve) => {
    goes = resolve;
  });
  link.once('close', goes);
  const close = (worker: Worker) => (isAway ? worker.close(true) : closeConnected(worker));
  await Promise.race([gone, Promise.all(workers.map(close))]);
  link.off('close', goes);
  await Promise.all(workers.map(({ backend }) => backend.close(true)));
}

/**
 * Closes a worker whose second connection, on which it waits for jobs, may still be reconnecting: BullMQ 6.7 waits for the
 * end of that connection, and ioredis 6.0 reports none for a client that is disconnected between two tries.
 */
async function closeConnected(worker: Worker): Promise<void> {
  // When that connection has ended already, nothing is left to wait for.
  await secondConnectionOf(worker).catch(() => {});
  await worker.close();
}

async function secondConnectionOf({ backend }: Worker): Promise<void> {
  const client = await backend.blockingConnection?.client;
  if (client) await RedisConnection.waitUntilReady(client);
}

function startWorker({ name, concurrency, process }: Processor, options: WorkersOptions): Worker {
  const queue = queueName(name, options.where);
  const outcomes = new JobOutcomes(queue, options);
  const run = async (job: Job<unknown>): Promise<JobOutcome> => {
    const identity = jobIdentity(name, job.data);
    const isLast = job.attemptsMade + 1 >= jobTable[name].attempts;
    try {
      const outcome = await withLogFields({ job: name, jobId: identity.id }, () =>
        process(job.data, { isLast }),
      );
      await outcomes.done(identity);
      return outcome;
    } catch (error) {
      const failure = failureOf(error);
      if (isLast || failure instanceof UnrecoverableError) await outcomes.failed(identity, failure.message);
      throw failure;
    }
  };
  const { lockMs } = jobTable[name];
  const worker = new Worker(queue, run, {
    connection: options.connection,
    prefix: redisPrefix(options.where.wardId),
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs / 4,
    metrics: { maxDataPoints: minutesCounted },
  });
  worker.on('error', (error) => options.log.warn({ job: name, error: error.message }, 'worker'));
  worker.on('failed', (job, failure) => {
    const identity = job && jobIdentity(name, job.data);
    options.log.warn({ job: name, jobId: identity?.id, error: loggedMessage(failure) }, 'job failed');
    // BullMQ itself fails a job whose workers died twice.
    if (identity && failure.cause === undefined) void outcomes.failed(identity, 'job-stalled');
  });
  return worker;
}

/**
 * Errors reach BullMQ as their code, since Redis keeps what it is told; the log has the message. What is wrong with the job
 * itself is final, everything else is tried again.
 */
function failureOf(error: unknown): Error {
  const isFinal = error instanceof AppError && error.kind === 'invalid';
  const Failure = isFinal ? UnrecoverableError : Error;
  return Object.assign(new Failure(failureCode(error)), { cause: error ?? 'nothing' });
}

const loggedMessage = ({ cause, message }: Error): string =>
  cause instanceof AppError && cause.kind === 'invalid'
    ? `${cause.code}: ${cause.message}`
    : messageOf(cause ?? message);
