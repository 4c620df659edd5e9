import { type Clock, type Log, messageOf } from '../../core/index.ts';
import type { FailedJobRepository, JobIdentity } from '../../jobs/index.ts';

export interface OutcomesOptions {
  readonly failed: FailedJobRepository;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps what became of the jobs of a queue. A job never fails because that could not be stored. */
export class JobOutcomes {
  constructor(
    private readonly queue: string,
    private readonly options: OutcomesOptions,
  ) {}

  failed({ id, name, payload }: JobIdentity, code: string): Promise<void> {
    const { failed, clock } = this.options;
    const failure = { id, name, code, atMs: clock.nowMs(), ...(payload !== undefined && { payload }) };
    return this.logged(id, failed.keep(this.queue, failure));
  }

  done({ id }: JobIdentity): Promise<void> {
    const { failed, clock } = this.options;
    return this.logged(id, failed.settle(this.queue, id, clock.nowMs()));
  }

  private logged(jobId: string, kept: Promise<void>): Promise<void> {
    return kept.catch((error: unknown) =>
      this.options.log.warn({ jobId, error: messageOf(error) }, 'the outcome of a job was not kept'),
    );
  }
}
