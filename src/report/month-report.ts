import { type Actor, type CustodyLog, custodyEvent } from '../custody/index.ts';
import type { LogFigures, MonthFigures } from './figures.ts';
import { monthBefore, type ReportMonth, reportMonth } from './month.ts';
import type { ReportRepository } from './report-repository.ts';

export interface ReportTools {
  readonly reports: ReportRepository;
  readonly custody: Pick<CustodyLog, 'append'>;
}

/** What the ward did with its cameras in a month, beside the month before. */
export interface MonthReport extends ReportMonth {
  readonly figures: MonthFigures;
  readonly before: MonthFigures;
  readonly log: LogFigures;
  readonly madeAtMs: number;
}

/** Opens the report; the event is committed before the answer. Errors: those of `reportMonth`. */
export async function openMonthReport(
  { reports, custody }: ReportTools,
  by: Actor,
  { month: text, timeZone }: { readonly month: string; readonly timeZone: string },
): Promise<MonthReport> {
  const { nowMs } = by;
  const month = reportMonth(text, { nowMs, timeZone });
  const last = reportMonth(monthBefore(text), { nowMs, timeZone });
  await custody.append(custodyEvent(by, 'month-reported', { detail: { month: text } }));
  return {
    ...month,
    figures: await reports.ofMonth(month, nowMs),
    before: await reports.ofMonth(last, nowMs),
    log: await reports.log(),
    madeAtMs: nowMs,
  };
}
