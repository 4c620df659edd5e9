import { forgetStations, sendNotifications } from '../../src/access/index.ts';
import { composeCopyMaking } from '../../src/compose/copies.ts';
import { composeExports } from '../../src/compose/exports.ts';
import { composeNotifications } from '../../src/compose/notifications.ts';
import type { Services } from '../../src/compose/services.ts';
import { composeWatchNeeds } from '../../src/compose/watch-needs.ts';
import { composeHeadPost } from '../../src/compose/witnesses.ts';
import { composeMaintain } from '../../src/compose/worker.ts';
import { hourMs, messageOf } from '../../src/core/index.ts';
import { forgetImportSecrets } from '../../src/enrolment/index.ts';
import type { ExportRepository } from '../../src/evidence/index.ts';
import type { JobQueue } from '../../src/jobs/index.ts';
import { watchNeeds } from '../../src/operations/index.ts';
import { createCountWatch, expireUnasked } from '../../src/retention/index.ts';
import { postHeads } from '../../src/witness/index.ts';
import { maintenance } from '../jobs/maintenance.ts';
import { watchCoverage } from '../jobs/watch-coverage.ts';
import { every } from './every.ts';
import { startReconciler } from './reconciler.ts';
import type { RoleAtWork } from './role.ts';
import { startStandby } from './standby.ts';

const watchEveryMs = 10_000;
const adoptEveryMs = 20_000;
const expireEveryMs = 600_000;
const scheduleEveryMs = 60_000;
const notifyEveryMs = 60_000;
const measureEveryMs = 600_000;
const countEveryMs = 60_000;

export async function startMaintaining(base: Services): Promise<RoleAtWork> {
  const { clock, log, jobs, siteId, storeName, config } = base;
  const parts = await composeMaintain(base);
  const { leases, workers, coverage, pauses, partitions } = parts;
  const watch = () => watchCoverage({ leases, workers, coverage, pauses, jobs, clock, log }, { siteId });
  const discover = { ...parts, clock, log, interfaceAddress: config.discoveryInterface };
  const siteStore = { siteId, store: storeName };
  const deleteSoon = () => jobs.add('expire-segments', { siteId });
  const expiry = { ...parts, clock, log, deleteSoon };
  const building = await composeExports(base);
  // Made at the first start, so that the backup which that asks for has it.
  await building
    .exportKey()
    .catch((error: unknown) => log.error({ error: messageOf(error) }, 'no export can be signed here'));
  const copying = await composeCopyMaking(base);
  const telling = composeNotifications(base);
  const watching = composeWatchNeeds(base);
  const heads = await composeHeadPost(base);
  await partitions.prepare(clock.nowMs(), 2);
  const reconciling = startReconciler(watch, log);
  const expiring = startStandby(expireEveryMs, base, () => expireUnasked(expiry, siteStore));
  // Without Redis no job arrives, and people must be told that it is away.
  const needing = startStandby(notifyEveryMs, base, async () => {
    await watchNeeds(watching);
    await sendNotifications(telling);
  });
  // Schedules live in Redis. They are renewed regularly, because Redis may have lost them or been down.
  const scheduling = every(scheduleEveryMs, log, async () => {
    await schedule(base);
    await queueExports(building.exports, jobs);
  });
  const expireSoon = () => jobs.add('plan-expiry', { siteId });
  const watchCount = createCountWatch({ ...parts, clock, expireSoon });
  const counting = every(Math.min(countEveryMs, parts.terms.delayMs), log, watchCount);
  const forgetting = every(hourMs, log, async () => {
    await forgetImportSecrets(parts.importing.imports, { clock, log });
    await forgetStations(parts.stations, clock.nowMs());
  });
  const posting = every(hourMs, log, () => postHeads(heads));
  return {
    processors: maintenance({
      discover,
      measuring: { ...parts, clock },
      checking: { ...parts.checking, clock, log },
      adopting: { ...parts.adopting, clock, log },
      importing: parts.importing,
      partitions,
      expiry,
      siteStore,
      telling,
      watching,
      building,
      copying,
      jobs,
      clock,
      watch,
      expiryCame: () => expiring.came(),
      needsCame: () => needing.came(),
    }),
    stop: async () => {
      await reconciling.stop();
      await expiring.stop();
      await needing.stop();
      await scheduling.stop();
      await counting.stop();
      await forgetting.stop();
      await posting.stop();
      await parts.close();
    },
  };
}

async function schedule({ jobs, siteId, config }: Services): Promise<void> {
  await jobs.schedule('watch-coverage', { siteId }, watchEveryMs);
  await jobs.schedule('prepare-partitions', {}, hourMs);
  await jobs.schedule('measure-clocks', { siteId }, measureEveryMs);
  await jobs.schedule('plan-expiry', { siteId }, expireEveryMs);
  await jobs.schedule('expire-segments', { siteId }, expireEveryMs);
  await jobs.schedule('check-storage', { siteId }, hourMs);
  await jobs.schedule('adopt-records', { siteId }, adoptEveryMs);
  await jobs.schedule('send-notifications', { siteId }, notifyEveryMs);
  await jobs.schedule('remind-custodians', { siteId }, notifyEveryMs);
  await jobs.schedule('watch-needs', { siteId }, notifyEveryMs);
  if (config.discoveryEveryMs > 0)
    await jobs.schedule('discover-cameras', { siteId }, config.discoveryEveryMs);
}

/** Queues unfinished exports whose job was lost with Redis or failed at its last attempt. */
async function queueExports(exports: ExportRepository, jobs: JobQueue): Promise<void> {
  for (const exportId of await exports.building()) await jobs.add('build-export', { exportId });
}
