import { composeExports } from '../../src/compose/exports.ts';
import type { Foundation } from '../../src/compose/foundation.ts';
import { composeNotifications } from '../../src/compose/notifications.ts';
import { composeMaintain } from '../../src/compose/worker.ts';
import { processor } from '../../src/jobs/index.ts';
import { buildSiteExport, queueExports } from '../jobs/build-export.ts';
import { discoverCameras } from '../jobs/discover-cameras.ts';
import { expireSiteSegments } from '../jobs/expire-segments.ts';
import { expireUnasked } from '../jobs/expire-unasked.ts';
import { forgetImportSecrets, importCameras } from '../jobs/import-cameras.ts';
import { planSiteExpiry } from '../jobs/plan-expiry.ts';
import { preparePartitions } from '../jobs/prepare-partitions.ts';
import { remindSiteCustodians } from '../jobs/remind-custodians.ts';
import { sendSiteNotifications } from '../jobs/send-notifications.ts';
import { watchCoverage } from '../jobs/watch-coverage.ts';
import { every } from './every.ts';
import { startReconciler } from './reconciler.ts';
import type { RoleAtWork } from './role.ts';
import { startStandby } from './standby.ts';

const hourMs = 3_600_000;
const watchEveryMs = 10_000;
const expireEveryMs = 600_000;
const scheduleEveryMs = 60_000;
const tellEveryMs = 60_000;

export async function startMaintaining(base: Foundation): Promise<RoleAtWork> {
  const { clock, log, jobs, siteId, storeName, config } = base;
  const parts = await composeMaintain(base);
  const { leases, coverage, pauses, partitions } = parts;
  const watch = () => watchCoverage({ leases, coverage, pauses, jobs, clock, log }, { siteId });
  const discover = { ...parts, clock, log, interfaceAddress: config.discoveryInterface };
  const expiry = { ...parts, storeName, jobs, clock, log };
  const telling = composeNotifications(base);
  const building = composeExports(base);
  await partitions.prepare(clock.nowMs(), 2);
  const reconciling = startReconciler(watch, log);
  const expiring = startStandby(expireEveryMs, base, () => expireUnasked(expiry, { siteId }));
  // Schedules live in Redis: put up again and again, should it have lost them, or been away.
  const scheduling = every(scheduleEveryMs, log, async () => {
    await schedule(base);
    await queueExports(building.exports, jobs, siteId);
  });
  const forgetting = every(hourMs, log, () => forgetImportSecrets(parts.importing, log));
  return {
    processors: [
      processor({
        name: 'discover-cameras',
        concurrency: 1,
        process: (payload) => discoverCameras(discover, payload),
      }),
      processor({
        name: 'import-cameras',
        concurrency: 1,
        process: (payload) => importCameras(parts.importing, payload),
      }),
      processor({ name: 'watch-coverage', concurrency: 1, process: watch }),
      processor({
        name: 'plan-expiry',
        concurrency: 1,
        process: (payload) => planSiteExpiry(expiry, payload),
      }),
      processor({
        name: 'expire-segments',
        concurrency: 1,
        process: (payload) => {
          expiring.came();
          return expireSiteSegments(expiry, payload);
        },
      }),
      processor({
        name: 'send-notifications',
        concurrency: 1,
        process: () => sendSiteNotifications(telling),
      }),
      processor({
        name: 'remind-custodians',
        concurrency: 1,
        process: (payload) => remindSiteCustodians({ ...telling, jobs }, payload),
      }),
      processor({
        name: 'build-export',
        concurrency: 2,
        process: (payload, attempt) => buildSiteExport(building, payload, attempt),
      }),
      processor({
        name: 'prepare-partitions',
        concurrency: 1,
        process: () => preparePartitions(partitions, clock),
      }),
    ],
    stop: async () => {
      await reconciling.stop();
      await expiring.stop();
      await scheduling.stop();
      await forgetting.stop();
    },
  };
}

async function schedule({ jobs, siteId, config }: Foundation): Promise<void> {
  await jobs.schedule('watch-coverage', { siteId }, watchEveryMs);
  await jobs.schedule('prepare-partitions', {}, hourMs);
  await jobs.schedule('plan-expiry', { siteId }, expireEveryMs);
  await jobs.schedule('expire-segments', { siteId }, expireEveryMs);
  await jobs.schedule('send-notifications', { siteId }, tellEveryMs);
  await jobs.schedule('remind-custodians', { siteId }, tellEveryMs);
  if (config.discoveryEveryMs > 0)
    await jobs.schedule('discover-cameras', { siteId }, config.discoveryEveryMs);
}
