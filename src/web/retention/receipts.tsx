import type { DeletionReceipt } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { setParameters, useLocation } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useLanguage } from '../messages/language.tsx';
import { countText, sizeText } from '../parts/amount.ts';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedRangeText, zonedText } from '../time/format.ts';

const maxOnPage = 100;

/** Deletions, newest first; the page stands in the address. */
export function ReceiptList() {
  const { receipts: words } = useLanguage().messages;
  const before = useLocation().search.get('before') ?? undefined;
  const { data, problem, isLoading, reload } = useQuery(
    `receipts ${before ?? ''}`,
    (signal) => api.listDeletionReceipts({ before }, { signal }),
    { everyMs: 10_000 },
  );
  const oldest = data?.receipts.at(-1)?.forgottenAt;
  return (
    <section class="panel stack" aria-labelledby="receipts">
      <h2 id="receipts">{words.title}</h2>
      <p class="hint">{words.about}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={3} />}
      {data?.receipts.length === 0 && <p class="notice">{words.none}</p>}
      {data && data.receipts.length > 0 && <ReceiptTable receipts={data.receipts} />}
      <div class="actions">
        {before !== undefined && (
          <button type="button" onClick={() => setParameters({ before: undefined })}>
            {words.newest}
          </button>
        )}
        {data?.receipts.length === maxOnPage && (
          <button type="button" onClick={() => setParameters({ before: oldest })}>
            {words.older}
          </button>
        )}
      </div>
    </section>
  );
}

function ReceiptTable({ receipts }: { readonly receipts: readonly DeletionReceipt[] }) {
  const { messages, language } = useLanguage();
  const { receipts: words } = messages;
  const count = (value: number) => countText(value, language);
  return (
    <CardTable columns={[words.deletedAt, words.covered, words.cause, words.gone, words.digest]}>
      {receipts.map(
        ({ id, cause, forgottenAt, from, to, cameras, segments, tally, sizeBytes, keysSha256 }) => (
          <tr key={id}>
            <th scope="row" class="number">
              {zonedText(Date.parse(forgottenAt))}
            </th>
            <td data-label={words.covered} class="number">
              {zonedRangeText(Date.parse(from), Date.parse(to))}
            </td>
            <td data-label={words.cause}>{words.causes[cause]}</td>
            <td data-label={words.gone} class="number">
              {words.counts(count(cameras), count(segments), sizeText(sizeBytes, language))}
              {tally && (
                <>
                  <br />
                  {words.tally(count(tally.deleted), count(tally.absent), count(tally.failed))}
                </>
              )}
            </td>
            <td data-label={words.digest}>
              <code class="digest">{keysSha256}</code>
            </td>
          </tr>
        ),
      )}
    </CardTable>
  );
}
