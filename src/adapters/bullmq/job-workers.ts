import { type ConnectionOptions, type Job, UnrecoverableError, Worker } from 'bullmq';
import { AppError, type Log, messageOf, withLogFields } from '../../core/index.ts';
import { type JobOutcome, jobTable, type Processor, queueName } from '../../jobs/index.ts';

export interface WorkersOptions {
  /** Must wait for Redis as long as it takes. */
  readonly connection: ConnectionOptions & Link;
  readonly where: { readonly siteId: string; readonly nodeId: string };
  readonly log: Log;
}

/** As much of a client of ioredis as tells whether Redis is there. */
interface Link {
  readonly status: string;
  once(event: 'close', heard: () => void): unknown;
  off(event: 'close', heard: () => void): unknown;
}

export interface JobWorkers {
  /** Takes no more jobs and waits for those that run; once Redis is away for nothing, since they cannot end there. */
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
  await Promise.race([gone, Promise.all(workers.map((worker) => worker.close(isAway)))]);
  link.off('close', goes);
  await Promise.all(workers.map(({ backend }) => backend.close(true)));
}

function startWorker({ name, concurrency, process }: Processor, options: WorkersOptions): Worker {
  const run = async (job: Job<unknown>): Promise<JobOutcome> => {
    try {
      const isLast = job.attemptsMade + 1 >= jobTable[name].attempts;
      return await withLogFields({ job: name, jobId: job.id ?? '' }, () => process(job.data, { isLast }));
    } catch (error) {
      throw retriable(error);
    }
  };
  const { lockMs } = jobTable[name];
  const worker = new Worker(queueName(name, options.where), run, {
    connection: options.connection,
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs / 4,
  });
  worker.on('error', (error) => options.log.warn({ job: name, error: error.message }, 'worker'));
  worker.on('failed', (job, error) =>
    options.log.warn({ job: name, jobId: job?.id, error: error.message }, 'job failed'),
  );
  return worker;
}

/** Errors reach BullMQ: what is wrong with the job itself is final, everything else is tried again. */
function retriable(error: unknown): Error {
  if (error instanceof AppError && error.kind === 'invalid')
    return new UnrecoverableError(`${error.code}: ${error.message}`);
  return error instanceof Error ? error : new Error(messageOf(error));
}
