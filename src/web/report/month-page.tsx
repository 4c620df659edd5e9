import { api } from '../api/client.ts';
import { setParameters, useLocation } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { typed } from '../parts/typed.ts';
import { zonedText } from '../time/format.ts';
import { movedMonth, namedMonth, offeredMonths, runningMonth } from './month.ts';
import { MonthFiguresView } from './month-figures.tsx';

/** The figures of a month beside those of the month before, to be printed; the month stands in the address. */
export function MonthPage() {
  const { report: words } = useMessages();
  const { search } = useLocation();
  const newest = runningMonth(Date.now());
  const month = namedMonth(search.get('month'), newest);
  const { data, problem, isLoading, reload } = useQuery(`month-report ${month}`, (signal) =>
    api.getMonthReport({ month }, { signal }),
  );
  return (
    <div class="stack wide-page">
      <header class="row">
        <h1>{words.title}</h1>
        <MonthChoice month={month} newest={newest} />
        <PrintLink month={month} />
      </header>
      <p class="soft">{words.about}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={12} />}
      {data?.isRunning && <p class="notice">{words.soFar(zonedText(Date.parse(data.madeAt)))}</p>}
      {data && <MonthFiguresView report={data} />}
    </div>
  );
}

function MonthChoice({ month, newest }: { readonly month: string; readonly newest: string }) {
  const { report: words } = useMessages();
  const show = (chosen: string) => setParameters({ month: chosen });
  return (
    <div class="month-choice">
      <button type="button" aria-label={words.earlier} onClick={() => show(movedMonth(month, -1))}>
        ◀
      </button>
      <select aria-label={words.month} value={month} onChange={typed(show)}>
        {offeredMonths(newest, month).map((each) => (
          <option key={each} value={each}>
            {words.monthText(each)}
          </option>
        ))}
      </select>
      <button
        type="button"
        aria-label={words.later}
        disabled={month >= newest}
        onClick={() => show(movedMonth(month, 1))}
      >
        ▶
      </button>
    </div>
  );
}

function PrintLink({ month }: { readonly month: string }) {
  const { messages, language } = useLanguage();
  return (
    <a
      class="button push"
      href={api.getMonthReportSheetUrl({ month, language })}
      target="_blank"
      rel="noopener"
    >
      {messages.report.print}
    </a>
  );
}
