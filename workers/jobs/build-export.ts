import type { SiteId } from '../../src/core/index.ts';
import { type BuildDeps, buildExport, type Exports } from '../../src/evidence/index.ts';
import type { Attempt, JobPayload, JobQueue } from '../../src/jobs/index.ts';

/** Builds an export, or goes on with it. */
export const buildSiteExport = (
  deps: BuildDeps,
  { exportId }: JobPayload<'build-export'>,
  { isLast }: Attempt,
): Promise<'done' | 'skipped'> => buildExport(deps, exportId, { isLastTry: isLast });

/** Queues what is to be built: whose job was lost with Redis, or given up after its last attempt. */
export async function queueExports(exports: Exports, jobs: JobQueue, siteId: SiteId): Promise<void> {
  for (const exportId of await exports.building()) await jobs.add('build-export', { siteId, exportId });
}
