import { PostgresAlterationBook } from '../adapters/postgres/footage/alteration-book.ts';
import { PostgresOutbox } from '../adapters/postgres/log/outbox.ts';
import { isMigrated } from '../adapters/postgres/migrate.ts';
import { PostgresFleetRepository } from '../adapters/postgres/operations/fleet-repository.ts';
import { PostgresHeartbeatRepository } from '../adapters/postgres/operations/heartbeat-repository.ts';
import { AlteredFacts } from '../adapters/postgres/proven/altered-facts.ts';
import { PostgresClockRepository } from '../adapters/postgres/retention/clock-repository.ts';
import { PostgresPolicyRepository } from '../adapters/postgres/retention/policy-repository.ts';
import { PostgresReceiptRepository } from '../adapters/postgres/retention/receipt-repository.ts';
import { PostgresKeyBook } from '../adapters/postgres/ward/key-book.ts';
import { acceptsWrites } from '../adapters/postgres/writable-pool.ts';
import { memoryPolicy } from '../adapters/redis/memory-policy.ts';
import { hourMs } from '../core/index.ts';
import { jobTable } from '../jobs/index.ts';
import {
  diskNeed,
  expiryNeed,
  factsNeed,
  footageNeed,
  keysNeed,
  lack,
  logNeed,
  type Need,
  networksNeed,
  picturesNeed,
  policyNeed,
  quarantineNeed,
  recordingNeed,
  redisMemoryNeed,
  workerNeeds,
} from '../operations/index.ts';
import type { Services } from './services.ts';
import { headLeftAtMs } from './witnesses.ts';

/** A deletion that began is over in minutes. */
const lateMs = hourMs;

/** Without these a process of ours cannot answer. */
export function composeNeeds({ pool, redis, store }: Services): Need[] {
  return [
    {
      name: 'postgresql',
      check: async () => ((await acceptsWrites(pool)) ? [] : [lack('read-only', 'accepts no writes')]),
    },
    {
      name: 'migrations',
      check: async () =>
        (await isMigrated(pool)) ? [] : [lack('schema-old', 'the schema is older than this program')],
    },
    { name: 'redis', check: () => redis.ping().then(() => []) },
    { name: 'store', check: () => store.check().then(() => []) },
  ];
}

const workerRoles = [...new Set(Object.values(jobTable).map(({ role }) => role))];

/** Without these it answers, but the service needs a person. */
export function composeLesserNeeds(base: Services): Need[] {
  const { db, clock, redis, scribe, siteId, config } = base;
  const policies = new PostgresPolicyRepository(db, scribe);
  const heartbeats = new PostgresHeartbeatRepository(db);
  const alive = () => heartbeats.alive();
  const fleet = new PostgresFleetRepository(db, clock);
  const outbox = new PostgresOutbox(db);
  return [
    ...workerNeeds(workerRoles, {
      sites: async () => [...new Set([siteId, ...(await fleet.sitesToRecord())])],
      // An older version does not tell its site.
      alive: async () => (await alive()).map((worker) => ({ site: siteId, ...worker })),
    }),
    recordingNeed(() => fleet.recording(siteId)),
    diskNeed(alive),
    quarantineNeed(alive),
    footageNeed(() => new PostgresAlterationBook(db, clock, scribe).count(siteId)),
    factsNeed(() => new AlteredFacts(db, clock, base.log, scribe).count()),
    picturesNeed(
      () => fleet.oldestUnpicturedMs(siteId),
      () => clock.nowMs(),
    ),
    composeExpiryNeed(base),
    composeNetworksNeed(base),
    policyNeed({
      isSet: async () => (await policies.history(clock.nowMs())).at(-1)?.policy !== undefined,
      floorMs: config.retention.floorMs,
    }),
    keysNeed(() => new PostgresKeyBook(db).unsaved()),
    redisMemoryNeed(() => memoryPolicy(redis)),
    logNeed({
      alive,
      waiting: () => outbox.waiting(),
      leftAtMs: () => headLeftAtMs(base),
      nowMs: () => clock.nowMs(),
    }),
  ];
}

export function composeExpiryNeed({
  db,
  clock,
  scribe,
  siteId,
}: Pick<Services, 'db' | 'clock' | 'scribe' | 'siteId'>): Need {
  const judged = new PostgresClockRepository(db, scribe);
  const receipts = new PostgresReceiptRepository(db, scribe);
  return expiryNeed({
    doubt: async () => {
      const verdict = (await judged.status(siteId))?.verdict;
      return verdict?.isTrusted === false ? lack(verdict.code, verdict.message) : undefined;
    },
    stop: () => receipts.stopped(siteId),
    late: () => receipts.overdue(siteId, clock.nowMs() - lateMs),
  });
}

export function composeNetworksNeed({ db, clock, siteId, networks }: Services): Need {
  const fleet = new PostgresFleetRepository(db, clock);
  return networksNeed(networks, () => fleet.streamHosts(siteId));
}
