import type { MonthFigures, MonthReport, NamedRequests } from '../../client/index.ts';
import { useLanguage } from '../messages/language.tsx';
import { countText, sizeText } from '../parts/amount.ts';
import { CardTable, TableHead } from '../parts/card-table.tsx';
import { zonedText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';
import { GapBars, LookBars } from './month-bars.tsx';

/** Every figure of the report, part by part. */
export function MonthFiguresView({ report }: { readonly report: MonthReport }) {
  const { messages, language } = useLanguage();
  const { report: words, units } = messages;
  const { figures } = report;
  const length = (ms: number) => lengthText(ms, units, language);
  return (
    <>
      {isEmpty(figures) && <p class="notice">{words.empty}</p>}
      <Part title={words.requests}>
        <Compared
          report={report}
          rows={requestKeys.map((key) => [words[key], ({ requests }) => requests.all[key]])}
        />
        <Named title={words.byAuthority} column={words.authority} rows={figures.requests.byAuthority} />
        <Named title={words.byBasis} column={words.basis} rows={figures.requests.byBasis} />
      </Part>
      <Part title={words.looking}>
        <Compared
          report={report}
          rows={[
            [words.sessions, ({ looking }) => looking.sessions],
            [words.people, ({ looking }) => looking.people],
            [words.served, ({ looking }) => length(looking.servedMs)],
            [words.stills, counted('still-issued')],
            [words.searches, counted('footage-searched')],
            [words.refusals, counted('denied')],
          ]}
        />
        <LookBars report={report} />
      </Part>
      <Part title={words.exported}>
        <Compared
          report={report}
          rows={[
            [words.ordered, counted('export-ordered')],
            [words.built, counted('export-built')],
            [words.handedOver, counted('export-handed-over')],
            [words.negatives, counted('negative-stated')],
          ]}
        />
      </Part>
      <Part title={words.recorded}>
        <Compared
          report={report}
          rows={[
            [words.cameras, ({ coverage }) => coverage.cameras],
            [words.recording, ({ coverage }) => coverage.recording],
            [words.covered, ({ coverage }) => coveredText(coverage, language)],
            [words.missing, ({ coverage }) => length(coverage.missingMs)],
          ]}
        />
        <GapBars gaps={figures.coverage.gaps} />
      </Part>
      <Part title={words.kept}>
        <Compared
          report={report}
          rows={[
            [words.holdsPlaced, counted('hold-placed')],
            [words.holdsReleased, counted('hold-released')],
            [words.holdsStanding, ({ standing }) => standing.holds],
            [words.deletions, ({ deletions }) => deletions.done],
            [words.bytes, ({ deletions }) => sizeText(deletions.bytes, language)],
            [words.late, ({ deletions }) => deletions.late],
          ]}
        />
      </Part>
      <Part title={words.contributors}>
        <Compared
          report={report}
          rows={[
            [words.paused, counted('camera-paused')],
            [words.resumed, counted('camera-resumed')],
            [words.withdrawn, counted('camera-withdrawn')],
            [words.pausedNow, ({ standing }) => standing.paused],
          ]}
        />
      </Part>
      <Evidence log={report.log} />
    </>
  );
}

const isEmpty = ({ events, coverage }: MonthFigures): boolean =>
  Object.keys(events).length === 0 && coverage.accountedMs === 0;

const requestKeys = ['filed', 'approved', 'refused', 'emergencies', 'unjustified', 'withoutLetter'] as const;

const counted =
  (event: string) =>
  ({ events }: MonthFigures): number =>
    events[event] ?? 0;

function coveredText({ accountedMs, missingMs }: MonthFigures['coverage'], language: string): string {
  if (accountedMs === 0) return '–';
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(
    1 - missingMs / accountedMs,
  );
}

const Part = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children: preact.ComponentChildren;
}) => (
  <section class="panel stack" aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
);

interface ComparedProps {
  readonly report: MonthReport;
  readonly rows: readonly (readonly [name: string, of: (figures: MonthFigures) => number | string])[];
}

/** Figures of the month and of the month before. */
function Compared({ report: { figures, before }, rows }: ComparedProps) {
  const { messages, language } = useLanguage();
  const { report: words } = messages;
  const text = (value: number | string) => (typeof value === 'number' ? countText(value, language) : value);
  return (
    <table class="compared">
      <TableHead columns={[words.figure, words.thisMonth, words.lastMonth]} />
      <tbody>
        {rows.map(([name, of]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="number">{text(of(figures))}</td>
            <td class="number soft">{text(of(before))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface NamedProps {
  readonly title: string;
  readonly column: string;
  readonly rows: readonly NamedRequests[];
}

/** Requests by what they state; nothing where none was filed. */
function Named({ title, column, rows }: NamedProps) {
  const { messages, language } = useLanguage();
  const { report: words } = messages;
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <CardTable columns={[column, ...requestKeys.map((key) => words[key])]}>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name || words.unnamed}</th>
            {requestKeys.map((key) => (
              <td key={key} class="number" data-label={words[key]}>
                {countText(row[key], language)}
              </td>
            ))}
          </tr>
        ))}
      </CardTable>
    </>
  );
}

function Evidence({ log: { sealed, witnessed, troubles } }: Pick<MonthReport, 'log'>) {
  const { messages, language } = useLanguage();
  const { report: words } = messages;
  const checkpoint = (given: MonthReport['log']['sealed']) =>
    given ? words.checkpoint(countText(given.size, language), zonedText(Date.parse(given.at))) : words.never;
  const facts = [
    [words.sealed, checkpoint(sealed)],
    [words.witnessed, checkpoint(witnessed)],
    [words.troubles, countText(troubles, language)],
  ] as const;
  return (
    <Part title={words.evidence}>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="number">{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}
