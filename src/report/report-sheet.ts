import {
  type Agency,
  type Html,
  html,
  type LetterSection,
  lines,
  type SpokenTime,
  sheet,
  spokenTime,
} from '../print/index.ts';
import type { MonthFigures, NamedRequests } from './figures.ts';
import type { MonthReport } from './month-report.ts';
import type { ReportSheetWords } from './report-sheet-words.ts';

export interface ReportFacts {
  readonly report: MonthReport;
  readonly agency: Agency;
  /** IANA. */
  readonly timeZone: string;
}

interface Writing {
  readonly report: MonthReport;
  readonly words: ReportSheetWords;
  readonly times: SpokenTime;
}

/** The report of a month, to be printed, signed and filed: figures beside those of the month before. */
export function reportSheet({ report, agency, timeZone }: ReportFacts, words: ReportSheetWords): string {
  const writing = { report, words, times: spokenTime(words.lang, timeZone) };
  const month = words.monthText(report.month);
  return sheet(agency, words, {
    fileTitle: `${words.fileTitle}: ${report.month}`,
    title: words.title,
    subtitle: words.subtitle(month),
    opening: report.isRunning
      ? words.soFar(writing.times.minute(report.madeAtMs))
      : words.opening(month, writing.times.minute(report.madeAtMs)),
    sections: [requests, looking, exported, recorded, kept, contributors, evidence].map((section) =>
      section(writing),
    ),
    signers: words.signers,
    receivers: words.receivers,
  });
}

type Section = (writing: Writing) => LetterSection;
type Figure = readonly [name: string, of: (figures: MonthFigures) => number | string];

/** The figures of the month, and those of the month before. */
function table({ report, words, times }: Writing, figures: readonly Figure[]): Html {
  const text = (value: number | string) => (typeof value === 'number' ? times.whole(value) : value);
  const rows = figures.map(
    ([name, of]) =>
      html`<tr><td>${name}</td><td class="number">${text(of(report.figures))}</td><td class="number">${text(of(report.before))}</td></tr>\n`,
  );
  return html`<table><thead><tr><th scope="col">${words.figure}</th><th scope="col" class="number">${words.thisMonth}</th><th scope="col" class="number">${words.lastMonth}</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

const requests: Section = (writing) => {
  const { report, words } = writing;
  const { byAuthority, byBasis } = report.figures.requests;
  return {
    title: words.requests,
    body: html`${table(
      writing,
      requestKeys.map((key): Figure => [words.requestFigures[key], ({ requests: { all } }) => all[key]]),
    )}
${namedTable(writing, words.byAuthority, byAuthority)}${namedTable(writing, words.byBasis, byBasis)}`,
  };
};

const requestKeys = ['filed', 'approved', 'refused', 'emergencies', 'unjustified', 'withoutLetter'] as const;

function namedTable({ words, times }: Writing, title: string, rows: readonly NamedRequests[]): Html | string {
  if (rows.length === 0) return '';
  const head = requestKeys.map((key) => html`<th scope="col" class="number">${words.requestShort[key]}</th>`);
  const body = rows.map(
    (row) =>
      html`<tr><td>${row.name || words.unnamed}</td>${requestKeys.map((key) => html`<td class="number">${times.whole(row[key])}</td>`)}</tr>\n`,
  );
  return html`<table><thead><tr><th scope="col">${title}</th>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

const event =
  (...names: readonly (keyof MonthFigures['events'])[]) =>
  ({ events }: MonthFigures): number =>
    names.reduce((sum, name) => sum + (events[name] ?? 0), 0);

const looking: Section = (writing) => ({
  title: writing.words.looking,
  body: table(writing, [
    [writing.words.sessions, ({ looking: { sessions } }) => sessions],
    [writing.words.people, ({ looking: { people } }) => people],
    [writing.words.served, ({ looking: { servedMs } }) => writing.times.length(servedMs)],
    [writing.words.stills, event('still-issued')],
    [writing.words.searches, event('footage-searched')],
    [writing.words.refusals, event('denied')],
  ]),
});

const exported: Section = (writing) => ({
  title: writing.words.exported,
  body: table(writing, [
    [writing.words.ordered, event('export-ordered')],
    [writing.words.built, event('export-built')],
    [writing.words.handedOver, event('export-handed-over')],
    [writing.words.negatives, event('negative-stated')],
  ]),
});

const recorded: Section = (writing) => {
  const { report, words, times } = writing;
  const { gaps } = report.figures.coverage;
  const rows = gaps.map(
    ({ reason, gaps: count, ms }) =>
      html`<tr><td>${words.reasons[reason]}</td><td class="number">${times.whole(count)}</td><td class="number">${times.length(ms)}</td></tr>\n`,
  );
  return {
    title: words.recorded,
    body: html`${table(writing, [
      [words.cameras, ({ coverage: { cameras } }) => cameras],
      [words.recording, ({ coverage: { recording } }) => recording],
      [words.covered, ({ coverage }) => words.share(coveredShare(coverage))],
      [words.missing, ({ coverage: { missingMs } }) => times.length(missingMs)],
    ])}
${rows.length === 0 ? html`<p>${words.noGaps}</p>` : html`<table><thead><tr><th scope="col">${words.reason}</th><th scope="col" class="number">${words.gaps}</th><th scope="col" class="number">${words.length}</th></tr></thead><tbody>${rows}</tbody></table>`}`,
  };
};

/** A share of the time that is accounted for; `undefined` where none is. */
const coveredShare = ({ accountedMs, missingMs }: MonthFigures['coverage']): number | undefined =>
  accountedMs === 0 ? undefined : 1 - missingMs / accountedMs;

const kept: Section = (writing) => ({
  title: writing.words.kept,
  body: table(writing, [
    [writing.words.holdsPlaced, event('hold-placed')],
    [writing.words.holdsReleased, event('hold-released')],
    [writing.words.holdsStanding, ({ standing: { holds } }) => holds],
    [writing.words.deletions, ({ deletions: { done } }) => done],
    [writing.words.segments, ({ deletions: { segments } }) => segments],
    [writing.words.late, ({ deletions: { late } }) => late],
  ]),
});

const contributors: Section = (writing) => ({
  title: writing.words.contributors,
  body: table(writing, [
    [writing.words.paused, event('camera-paused')],
    [writing.words.resumed, event('camera-resumed')],
    [writing.words.withdrawn, event('camera-withdrawn')],
    [writing.words.pausedNow, ({ standing: { paused } }) => paused],
    [writing.words.shown, event('contributors-shown')],
  ]),
});

const evidence: Section = ({ report: { log, figures }, words, times }) => ({
  title: words.evidence,
  body: lines([
    log.sealed ? words.sealed(times.whole(log.sealed.size), times.minute(log.sealed.atMs)) : words.notSealed,
    log.witnessed
      ? words.witnessed(times.whole(log.witnessed.size), times.minute(log.witnessed.atMs))
      : words.notWitnessed,
    words.alterations(
      event('footage-altered', 'request-altered', 'segment-altered', 'coverage-altered')(figures),
    ),
    words.troubles(log.troubles),
  ]),
});
