import { remindCustodians } from '../../src/access/index.ts';
import type { JobPayload, JobQueue } from '../../src/jobs/index.ts';

type RemindDeps = Parameters<typeof remindCustodians>[0] & { readonly jobs: JobQueue };

/** Writes down what is due, and has it sent. */
export async function remindSiteCustodians(
  deps: RemindDeps,
  { siteId }: JobPayload<'remind-custodians'>,
): Promise<'done' | 'skipped'> {
  if ((await remindCustodians(deps)) === 0) return 'skipped';
  await deps.jobs.add('send-notifications', { siteId });
  return 'done';
}
