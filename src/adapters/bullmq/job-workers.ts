import { type ConnectionOptions, type Job, UnrecoverableError, Worker } from 'bullmq';
import { AppError, type Log, messageOf } from '../../core/index.ts';
import {
  type JobName,
  type JobPayload,
  jobNames,
  jobTable,
  queueName,
  type WorkerRole,
} from '../../jobs/index.ts';

/** `skipped`: there was nothing to do; that is no error. */
export type JobOutcome = 'done' | 'skipped';

export interface Processor<N extends JobName = JobName> {
  readonly name: N;
  readonly concurrency: number;
  readonly process: (payload: JobPayload<N>) => Promise<JobOutcome>;
}

/** Hides the payload's type, which `parse` checks. */
export interface AnyProcessor {
  readonly name: JobName;
  readonly concurrency: number;
  readonly process: (payload: unknown) => Promise<JobOutcome>;
}

/** A processor whose payload is parsed before it is believed: Redis is not ours alone. */
export const processor = <N extends JobName>({ name, concurrency, process }: Processor<N>): AnyProcessor => ({
  name,
  concurrency,
  process: async (payload) => {
    const parsed = jobTable[name].payload.safeParse(payload);
    if (!parsed.success) throw new AppError('invalid', 'job-payload-invalid', parsed.error.message);
    return process(parsed.data as JobPayload<N>);
  },
});

export interface WorkersOptions {
  /** Must wait for Redis as long as it takes. */
  readonly connection: ConnectionOptions;
  readonly where: { readonly siteId: string; readonly nodeId: string };
  readonly roles: readonly WorkerRole[];
  readonly log: Log;
}

export interface JobWorkers {
  /** Takes no more jobs and waits for those that run. */
  close(): Promise<void>;
}

/**
 * Starts a BullMQ worker for every job of the given roles. Errors: `internal` `job-without-processor` and
 * `job-with-two-processors`, before any job is taken.
 */
export function startJobWorkers(processors: readonly AnyProcessor[], options: WorkersOptions): JobWorkers {
  const ours = jobNames.filter((name) => options.roles.includes(jobTable[name].role));
  const workers = ours.map((name) => startWorker(onlyProcessor(name, processors), options));
  return { close: async () => void (await Promise.all(workers.map((worker) => worker.close()))) };
}

function onlyProcessor(name: JobName, processors: readonly AnyProcessor[]): AnyProcessor {
  const [only, ...others] = processors.filter((candidate) => candidate.name === name);
  if (!only) throw new AppError('internal', 'job-without-processor', `no processor for ${name}`);
  if (others.length > 0)
    throw new AppError('internal', 'job-with-two-processors', `two processors for ${name}`);
  return only;
}

function startWorker({ name, concurrency, process }: AnyProcessor, options: WorkersOptions): Worker {
  const run = async (job: Job<unknown>): Promise<JobOutcome> => {
    try {
      return await process(job.data);
    } catch (error) {
      throw retriable(error);
    }
  };
  const worker = new Worker(queueName(name, options.where), run, {
    connection: options.connection,
    concurrency,
    lockDuration: 60_000,
    stalledInterval: 15_000,
  });
  worker.on('error', (error) => options.log.warn({ job: name, error: error.message }, 'worker'));
  worker.on('failed', (job, error) =>
    options.log.warn({ job: name, id: job?.id, error: error.message }, 'job failed'),
  );
  return worker;
}

/** Errors reach BullMQ: unavailable and unforeseen are tried again, everything else is final. */
function retriable(error: unknown): Error {
  const isFinal = error instanceof AppError && error.kind !== 'unavailable' && error.kind !== 'internal';
  if (isFinal) return new UnrecoverableError(`${error.code}: ${error.message}`);
  return error instanceof Error ? error : new Error(messageOf(error));
}
