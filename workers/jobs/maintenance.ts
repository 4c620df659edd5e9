import { endUnanswered, remindCustodians, sendNotifications } from '../../src/access/index.ts';
import type { CopyMaking } from '../../src/compose/copies.ts';
import type { NotificationParts } from '../../src/compose/notifications.ts';
import type { MaintainParts } from '../../src/compose/worker.ts';
import type { Clock } from '../../src/core/index.ts';
import {
  type DiscoverDeps,
  type MeasureDeps,
  measureClocks,
  runDiscovery,
} from '../../src/discovery/index.ts';
import { runImport } from '../../src/enrolment/index.ts';
import { type BuildDeps, buildExport } from '../../src/evidence/index.ts';
import { type CheckStorageDeps, checkStorage, makeCopy } from '../../src/footage/index.ts';
import { preparePartitions } from '../../src/ingest/index.ts';
import { type JobQueue, type Processor, processor } from '../../src/jobs/index.ts';
import { type AdoptionDeps, adoptRecords } from '../../src/log/index.ts';
import { type WatchNeedsDeps, watchNeeds } from '../../src/operations/index.ts';
import {
  expireSite,
  planSiteExpiry,
  type SiteExpiryDeps,
  type SiteStore,
} from '../../src/retention/index.ts';

export interface MaintenanceDeps {
  readonly discover: DiscoverDeps;
  readonly measuring: MeasureDeps;
  readonly checking: CheckStorageDeps;
  readonly adopting: AdoptionDeps;
  readonly importing: MaintainParts['importing'];
  readonly partitions: MaintainParts['partitions'];
  readonly expiry: SiteExpiryDeps;
  readonly siteStore: SiteStore;
  readonly telling: NotificationParts;
  readonly building: BuildDeps;
  readonly copying: CopyMaking;
  readonly jobs: JobQueue;
  readonly clock: Clock;
  /** Does the work of `watch-coverage`. */
  readonly watch: () => Promise<'done'>;
  /** Reports that `expire-segments` arrived, so that the backup timer need not do its work. */
  readonly expiryCame: () => void;
  readonly watching: WatchNeedsDeps;
  /** The same of `watch-needs`. */
  readonly needsCame: () => void;
}

/** The processors of the role `maintain`. Each calls the use case of a room. */
export const maintenance = (deps: MaintenanceDeps): Processor[] => [
  processor({
    name: 'discover-cameras',
    concurrency: 1,
    process: async ({ siteId, discoveryId }) => {
      await runDiscovery(deps.discover, siteId, discoveryId);
      return 'done';
    },
  }),
  processor({
    name: 'import-cameras',
    concurrency: 1,
    // A failed row is not a failed job: the row stores its own reason.
    process: ({ siteId, importId }) => runImport({ ...deps.importing, siteId }, importId),
  }),
  processor({ name: 'watch-coverage', concurrency: 1, process: deps.watch }),
  processor({
    name: 'measure-clocks',
    concurrency: 1,
    process: async ({ siteId }) => ((await measureClocks(deps.measuring, siteId)) > 0 ? 'done' : 'skipped'),
  }),
  processor({
    name: 'plan-expiry',
    concurrency: 1,
    process: () => planSiteExpiry(deps.expiry, deps.siteStore),
  }),
  processor({
    name: 'expire-segments',
    concurrency: 1,
    process: () => {
      deps.expiryCame();
      return expireSite(deps.expiry, deps.siteStore);
    },
  }),
  processor({
    name: 'check-storage',
    concurrency: 1,
    process: async () => ((await checkStorage(deps.checking)) ? 'done' : 'skipped'),
  }),
  processor({
    name: 'adopt-records',
    concurrency: 1,
    process: async () => ((await adoptRecords(deps.adopting)) ? 'done' : 'skipped'),
  }),
  processor({
    name: 'send-notifications',
    concurrency: 1,
    process: async () => ((await sendNotifications(deps.telling)) > 0 ? 'done' : 'skipped'),
  }),
  processor({
    name: 'remind-custodians',
    concurrency: 1,
    process: async ({ siteId }) => {
      const { proposals, clock } = deps.telling;
      const ended = await endUnanswered(proposals, clock.nowMs());
      if (ended + (await remindCustodians(deps.telling)) === 0) return 'skipped';
      await deps.jobs.add('send-notifications', { siteId });
      return 'done';
    },
  }),
  processor({
    name: 'watch-needs',
    concurrency: 1,
    process: async ({ siteId }) => {
      deps.needsCame();
      if ((await watchNeeds(deps.watching)) === 0) return 'skipped';
      await deps.jobs.add('send-notifications', { siteId });
      return 'done';
    },
  }),
  processor({
    name: 'build-export',
    concurrency: 2,
    process: ({ exportId }, { isLast }) => buildExport(deps.building, exportId, { isLastTry: isLast }),
  }),
  processor({
    name: 'make-copy',
    concurrency: deps.copying.atOnce,
    process: (order) => makeCopy(deps.copying, order),
  }),
  processor({
    name: 'prepare-partitions',
    concurrency: 1,
    process: async () => {
      await preparePartitions(deps.partitions, deps.clock);
      return 'done';
    },
  }),
];
