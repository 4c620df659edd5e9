import { formatInstant } from '../../core/index.ts';
import {
  type LogFigures,
  type MonthFigures,
  type MonthReport,
  openMonthReport,
  reportSheet,
  reportSheetEn,
  reportSheetVi,
} from '../../report/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { answersJson, json, type Route, type UserCall } from '../route.ts';
import { answersPrintedPage, inLanguage, printedPage } from '../terms/printed-page.ts';
import { rangeJson } from '../terms/time.ts';
import { type MonthReportJson, monthReport, reportQuery, reportSheetQuery } from './report-schemas.ts';

type ReportDeps = Pick<ApiDeps, 'reports' | 'custody' | 'clock' | 'settings'>;

export const reportRoutes = (deps: ReportDeps): Route[] => [
  {
    method: 'get',
    path: '/api/month-report',
    allow: 'see-custody',
    operation: 'getMonthReport',
    summary: 'The figures of a month and of the month before; no person is named.',
    query: reportQuery,
    answers: answersJson(monthReport),
    handle: async (call) => json(reportJson(await opened(deps, call))),
  },
  {
    method: 'get',
    path: '/api/month-report/sheet',
    allow: 'see-custody',
    operation: 'getMonthReportSheet',
    summary: 'The same as a sheet to be printed and signed (`language`: vi or en).',
    query: reportSheetQuery,
    answers: answersPrintedPage,
    handle: async (call) => {
      const { agency, timeZone } = deps.settings;
      const words = inLanguage(call, reportSheetVi, reportSheetEn);
      return printedPage(reportSheet({ report: await opened(deps, call), agency, timeZone }, words));
    },
  },
];

const opened = (deps: ReportDeps, call: UserCall): Promise<MonthReport> =>
  openMonthReport(deps, actorOf(deps, call), {
    month: call.query.month ?? '',
    timeZone: deps.settings.timeZone,
  });

const reportJson = ({
  days: _,
  range,
  madeAtMs,
  log,
  figures,
  before,
  ...report
}: MonthReport): MonthReportJson => ({
  ...report,
  figures: figuresJson(figures),
  before: figuresJson(before),
  ...rangeJson(range),
  madeAt: formatInstant(madeAtMs),
  log: logJson(log),
});

const figuresJson = (figures: MonthFigures): MonthReportJson['figures'] => ({
  ...figures,
  looksByDay: [...figures.looksByDay],
  requests: {
    ...figures.requests,
    byAuthority: [...figures.requests.byAuthority],
    byBasis: [...figures.requests.byBasis],
  },
  coverage: { ...figures.coverage, gaps: [...figures.coverage.gaps] },
});

const logJson = ({ sealed, witnessed, troubles }: LogFigures): MonthReportJson['log'] => ({
  ...(sealed && { sealed: { size: sealed.size, at: formatInstant(sealed.atMs) } }),
  ...(witnessed && { witnessed: { size: witnessed.size, at: formatInstant(witnessed.atMs) } }),
  troubles,
});
