import { useMemo } from 'preact/hooks';
import type { CoverageComparison, TimeRange } from '../../client/index.ts';
import type { CameraFootage } from '../api/shapes.ts';
import { Link } from '../base/location.tsx';
import { Lanes } from '../lanes/lanes.tsx';
import { useLaneView } from '../lanes/use-lane-view.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { rangeText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';

/** Three lanes over each other: what there is, what was opened, what left. What left unopened is an alarm. */
export function Comparison({ comparison }: { readonly comparison: CoverageComparison }) {
  const { comparing: words } = useMessages();
  const lanes = useMemo(() => lanesOf(comparison, words.lanes), [comparison, words]);
  const { from, to, servedUnopened } = comparison;
  const range = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  const view = useLaneView(range);
  return (
    <>
      {servedUnopened.length > 0 ? (
        <p class="fault number" role="alert">
          {words.unexplained(rangesText(servedUnopened))}
        </p>
      ) : (
        <p class="notice">{words.explained}</p>
      )}
      <Lanes
        cameras={lanes}
        {...range}
        view={view}
        label={({ name }) => <span class="lane-name">{name}</span>}
      />
      <Totals comparison={comparison} />
      <Requests comparison={comparison} />
    </>
  );
}

function lanesOf(
  { stored, gaps, opened, served }: CoverageComparison,
  names: Readonly<Record<'stored' | 'opened' | 'served', string>>,
): CameraFootage[] {
  const lane = (id: 'stored' | 'opened' | 'served', spans: readonly TimeRange[]): CameraFootage => ({
    id,
    name: names[id],
    neighbourhoodId: '',
    enabled: true,
    spans,
    gaps: id === 'stored' ? gaps : [],
    open: [],
    held: [],
  });
  return [lane('stored', stored), lane('opened', opened), lane('served', served)];
}

const rangesText = (ranges: readonly TimeRange[]): string =>
  ranges.map(({ from, to }) => rangeText(Date.parse(from), Date.parse(to))).join('; ');

const totalMs = (ranges: readonly TimeRange[]): number =>
  ranges.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);

function Totals({ comparison }: { readonly comparison: CoverageComparison }) {
  const { messages, language } = useLanguage();
  const { comparing: words, units } = messages;
  const { totals, unopened, openedWithoutFootage } = comparison;
  const facts: readonly (readonly [name: string, ms: number])[] = [
    [words.storedTotal, totals.storedMs],
    [words.openedTotal, totals.openedMs],
    [words.servedTotal, totals.servedMs],
    [words.unopened, totalMs(unopened)],
    [words.withoutFootage, totalMs(openedWithoutFootage)],
  ];
  return (
    <dl class="panel facts filter">
      {facts.map(([name, ms]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="number">{lengthText(ms, units, language)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Requests({ comparison: { requests } }: { readonly comparison: CoverageComparison }) {
  const { comparing: words } = useMessages();
  return (
    <section class="panel stack" aria-labelledby="by-request">
      <h2 id="by-request">{words.requests}</h2>
      {requests.length === 0 && <p>{words.nobody}</p>}
      <ul class="plain-list">
        {requests.map(({ requestId, looks }) => (
          <li key={requestId}>
            <Link to={`/requests/${requestId}`}>{requestId}</Link>: {words.looks(looks)}
          </li>
        ))}
      </ul>
    </section>
  );
}
