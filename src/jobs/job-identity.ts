import { type JobName, jobId, jobTable } from './table.ts';

/** Which work a job is: equal for every job of the same name and payload. */
export interface JobIdentity {
  readonly id: string;
  readonly name: JobName;
  /** As the table parses it; absent when it is not what the table says, so that nobody can queue it again. */
  readonly payload?: unknown;
}

/** The identity of a queued job. Redis is not ours alone: `data` may be anything. */
export function jobIdentity(name: JobName, data: unknown): JobIdentity {
  const parsed = jobTable[name].payload.safeParse(data);
  if (!parsed.success) return { name, id: `${name}_unreadable` };
  return { name, id: jobId(name, parsed.data as never), payload: parsed.data };
}
