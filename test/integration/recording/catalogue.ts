import { isDeepStrictEqual } from 'node:util';
import { PostgresFootageRepository } from '../../../src/adapters/postgres/footage/footage-repository.ts';
import { PostgresSegmentRepository } from '../../../src/adapters/postgres/ingest/segment-repository.ts';
import { PostgresCoverageWatch } from '../../../src/adapters/postgres/recording/coverage-watch.ts';
import { PostgresLeaseRepository } from '../../../src/adapters/postgres/recording/lease-repository.ts';
import type { StreamId, TimeRange } from '../../../src/core/index.ts';
import { coverageOf } from '../../../src/footage/index.ts';
import type { Lease } from '../../../src/recording/index.ts';
import { faultsOf, readAccounts, type StreamAccount } from '../../support/accounting.ts';
import { aClaimant } from '../../support/builders.ts';
import { footageChecksIn } from '../../support/footage-checks.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { differencesOf, readToldGaps } from '../../support/told-gaps.ts';

const adoptionDone = async () => ({ untilMs: 0, isDone: true });

/** Leases, segments and the coverage watch on one real database, with a clock turned by hand. */
export class TestCatalogue {
  readonly clock = new HandClock();
  readonly leases: PostgresLeaseRepository;
  readonly segments: PostgresSegmentRepository;
  readonly watch: PostgresCoverageWatch;

  private constructor(
    private readonly server: TestPostgres,
    readonly database: TestDatabase,
  ) {
    this.leases = new PostgresLeaseRepository(this.db, this.clock, aScribe(this.clock));
    this.segments = new PostgresSegmentRepository(this.db, this.clock, 'test', aScribe(this.clock));
    this.watch = new PostgresCoverageWatch(this.db, this.clock, aScribe(this.clock));
  }

  static async open(): Promise<TestCatalogue> {
    const server = await startPostgres();
    return new TestCatalogue(server, await server.database());
  }

  get db(): TestDatabase['db'] {
    return this.database.db;
  }

  /** A claim that must succeed. */
  async claim(streamId: StreamId, holder = 'worker-a'): Promise<Lease> {
    const target = await this.leases.claim(streamId, aClaimant({ holder }));
    if (!target) throw new Error('not claimed');
    return target.lease;
  }

  async account(streamId: StreamId): Promise<StreamAccount> {
    const accounts = await readAccounts(this.database.url);
    const account = accounts.find((each) => each.streamId === streamId);
    if (!account) throw new Error('no such stream');
    return account;
  }

  /** What breaks I3 and I4, and where the records tell other gaps than the rows. */
  async faults(streamId: StreamId): Promise<string[]> {
    const account = await this.account(streamId);
    const told = await readToldGaps(this.db, streamId);
    return [...faultsOf(account), ...differencesOf(account, told)];
  }

  /** Ranges of the stream of which its gaps tell another coverage than its segments. */
  async disagreements(streamId: StreamId, ranges: readonly TimeRange[]): Promise<readonly object[]> {
    const footage = new PostgresFootageRepository(this.db, footageChecksIn(this.db, this.clock));
    const found: object[] = [];
    for (const range of ranges) {
      const [byGap, bySegment] = await Promise.all([
        footage.coverage([streamId], range),
        footage.storedCoverage([streamId], range),
      ]);
      const [told, stored] = [byGap, bySegment].map((facts) => {
        const known = facts.get(streamId);
        return known && coverageOf(known, range, this.clock.nowMs());
      });
      if (!isDeepStrictEqual(told, stored)) found.push({ range, told, stored });
    }
    return found;
  }

  /** What would be called altered as it is used. */
  async altered(streamId: StreamId): Promise<readonly object[]> {
    const { coverage } = footageChecksIn(this.db, this.clock, { adoption: adoptionDone });
    const found = await coverage.of([streamId], { fromMs: 0, toMs: Math.max(this.clock.nowMs(), 1) });
    return found.get(streamId)?.compared.altered ?? [{ what: 'no such stream' }];
  }

  /** Gaps as `[from, to, reason]`, in ms from `originMs`; `undefined` while one lasts. */
  async gaps(streamId: StreamId, originMs: number): Promise<[number, number | undefined, string][]> {
    const { gaps } = await this.account(streamId);
    return gaps.map(({ fromMs, toMs, reason }) => [
      fromMs - originMs,
      toMs > 8e15 ? undefined : toMs - originMs,
      reason,
    ]);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.server.stop();
  }
}
