import type { Looks as CountedLooks } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useQuery } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { countText } from '../parts/amount.ts';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

const kinds = ['playback', 'still', 'storyboard', 'download', 'enrolment'] as const;
type Month = CountedLooks['months'][number];

/** How often pictures of a camera were seen, by month and kind; and the answer to whoever asks, to be printed. */
export function Looks({ id }: { readonly id: string }) {
  const { messages, language } = useLanguage();
  const { looks: words } = messages;
  const { role } = useUser();
  const { data, problem, isLoading, reload } = useQuery(`looks ${id}`, (signal) =>
    api.countLooks({ id }, { signal }),
  );
  return (
    <section class="panel stack" aria-labelledby="looks">
      <h2 id="looks">{words.title}</h2>
      <p class="soft">{words.about}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={3} />}
      {data?.months.length === 0 && <p>{words.none}</p>}
      {data && data.months.length > 0 && <LooksTable months={data.months} />}
      {role === 'custodian' && (
        <div class="actions">
          <a
            class="button"
            href={api.getContributorAnswerUrl({ id }, { language })}
            target="_blank"
            rel="noopener"
          >
            {words.print}
          </a>
        </div>
      )}
    </section>
  );
}

function LooksTable({ months }: { readonly months: readonly Month[] }) {
  const { looks: words } = useMessages();
  const { language } = useLanguage();
  return (
    <CardTable columns={[words.month, ...kinds.map((kind) => words.kinds[kind]), words.total]}>
      {months.map(({ month, counts }) => (
        <tr key={month}>
          <th scope="row" class="number">
            {month.split('-').reverse().join('/')}
          </th>
          {kinds.map((kind) => (
            <td key={kind} data-label={words.kinds[kind]} class="number">
              {countText(counts[kind], language)}
            </td>
          ))}
          <td data-label={words.total} class="number">
            {countText(
              kinds.reduce((sum, kind) => sum + counts[kind], 0),
              language,
            )}
          </td>
        </tr>
      ))}
    </CardTable>
  );
}
