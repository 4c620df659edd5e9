import type { LedgerLine } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useQuery } from '../base/query.ts';
import { useLanguage } from '../messages/language.tsx';
import { countText } from '../parts/amount.ts';
import { byName } from '../parts/by-name.ts';
import { TableHead } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

type Numbers = Pick<LedgerLine, 'cameras' | 'withNotice' | 'contributors' | 'contributedVnd'>;

/** Cameras and contributions of each neighbourhood. Numbers, never names. */
export function NeighbourhoodLedger() {
  const { sites: words } = useLanguage().messages;
  const { data, problem, isLoading, reload } = useQuery('ledger', (signal) => api.getLedger({ signal }));
  return (
    <section class="panel stack" aria-label={words.title}>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={4} />}
      {data?.neighbourhoods.length === 0 && <p class="notice">{words.empty}</p>}
      {data && data.neighbourhoods.length > 0 && <LedgerTable lines={data.neighbourhoods} />}
    </section>
  );
}

function LedgerTable({ lines }: { readonly lines: readonly LedgerLine[] }) {
  const { sites: words } = useLanguage().messages;
  return (
    <table class="cards">
      <TableHead
        columns={[words.name, words.cameras, words.withNotice, words.contributors, words.contributed]}
      />
      <tbody>
        {[...lines].sort(byName).map((line) => (
          <Line key={line.neighbourhoodId} name={line.name} numbers={line} />
        ))}
      </tbody>
      <tfoot>
        <Line name={words.total} numbers={lines.reduce(together, nothing)} />
      </tfoot>
    </table>
  );
}

function Line({ name, numbers }: { readonly name: string; readonly numbers: Numbers }) {
  const { messages, language } = useLanguage();
  const { sites: words } = messages;
  const cell = (label: string, value: number) => (
    <td data-label={label} class="number">
      {countText(value, language)}
    </td>
  );
  return (
    <tr>
      <th scope="row">{name}</th>
      {cell(words.cameras, numbers.cameras)}
      {cell(words.withNotice, numbers.withNotice)}
      {cell(words.contributors, numbers.contributors)}
      {cell(words.contributed, numbers.contributedVnd)}
    </tr>
  );
}

const nothing: Numbers = { cameras: 0, withNotice: 0, contributors: 0, contributedVnd: 0 };

const together = (one: Numbers, other: Numbers): Numbers => ({
  cameras: one.cameras + other.cameras,
  withNotice: one.withNotice + other.withNotice,
  contributors: one.contributors + other.contributors,
  contributedVnd: one.contributedVnd + other.contributedVnd,
});
