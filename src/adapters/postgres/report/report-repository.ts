import type { LogFigures, MonthFigures, ReportMonth, ReportRepository } from '../../../report/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { countCoverage } from './coverage-counts.ts';
import { countEvents, countLooking } from './event-counts.ts';
import { countRequests } from './request-counts.ts';
import { countDeletions, countStanding, readLogState } from './standing-counts.ts';

export class PostgresReportRepository implements ReportRepository {
  constructor(private readonly db: Database) {}

  /** One after the other: a report must not take every connection. */
  ofMonth(month: ReportMonth, nowMs: number): Promise<MonthFigures> {
    const { db } = this;
    const toMs = Math.min(month.range.toMs, nowMs);
    const soFar = { fromMs: month.range.fromMs, toMs };
    return onCatalogue(async () => ({
      ...(await countEvents(db, month)),
      looking: await countLooking(db, month),
      requests: await countRequests(db, month),
      coverage: await countCoverage(db, soFar),
      deletions: await countDeletions(db, soFar),
      standing: await countStanding(db, toMs),
    }));
  }

  log(): Promise<LogFigures> {
    return onCatalogue(() => readLogState(this.db));
  }
}
