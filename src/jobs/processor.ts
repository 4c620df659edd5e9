import { AppError } from '../core/index.ts';
import { type JobName, type JobPayload, jobNames, jobTable, type WorkerRole } from './table.ts';

/** `skipped`: there was nothing to do; that is no error. */
export type JobOutcome = 'done' | 'skipped';

/** Which try of a job it is. */
export interface Attempt {
  /** Whether this is the last try: a failure now is not retried. */
  readonly isLast: boolean;
}

interface TypedProcessor<N extends JobName> {
  readonly name: N;
  /** How many jobs of this name run at once in one worker. */
  readonly concurrency: number;
  readonly process: (payload: JobPayload<N>, attempt: Attempt) => Promise<JobOutcome>;
}

/** Does the jobs of one name. `process` checks the payload before it uses it. */
export interface Processor {
  readonly name: JobName;
  readonly concurrency: number;
  /** Errors: `invalid` `job-payload-invalid`. */
  readonly process: (payload: unknown, attempt: Attempt) => Promise<JobOutcome>;
}

/** A processor whose payload is parsed: Redis is not ours alone. */
export const processor = <N extends JobName>({
  name,
  concurrency,
  process,
}: TypedProcessor<N>): Processor => ({
  name,
  concurrency,
  process: async (payload, attempt) => {
    const parsed = jobTable[name].payload.safeParse(payload);
    if (!parsed.success) throw new AppError('invalid', 'job-payload-invalid', parsed.error.message);
    return process(parsed.data as JobPayload<N>, attempt);
  },
});

/**
 * The one processor of every job of these roles. Errors: `internal` `job-without-processor` and
 * `job-with-two-processors`.
 */
export function processorsOf(roles: readonly WorkerRole[], processors: readonly Processor[]): Processor[] {
  const names = jobNames.filter((name) => roles.includes(jobTable[name].role));
  return names.map((name) => {
    const [only, ...others] = processors.filter((candidate) => candidate.name === name);
    if (!only) throw new AppError('internal', 'job-without-processor', `no processor for ${name}`);
    if (others.length > 0)
      throw new AppError('internal', 'job-with-two-processors', `two processors for ${name}`);
    return only;
  });
}
