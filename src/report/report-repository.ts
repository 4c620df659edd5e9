import type { LogFigures, MonthFigures } from './figures.ts';
import type { ReportMonth } from './month.ts';

/** Counts in the catalogue, each figure in one statement. Errors: `unavailable` `catalogue-unavailable`. */
export interface ReportRepository {
  /** Reads the figures of a month; of a running month, those so far. */
  ofMonth(month: ReportMonth, nowMs: number): Promise<MonthFigures>;
  log(): Promise<LogFigures>;
}
