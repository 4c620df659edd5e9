import { api } from '../api/client.ts';
import { Link, useLocation } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { WaitingProposals } from '../proposals/proposals.tsx';
import { readFilter, setPage } from './custody-filter.ts';
import { CustodyTable } from './custody-table.tsx';
import { FilterForm } from './filter-form.tsx';
import { Verify } from './verify.tsx';

/** The custody log: search, one row an event, and whether its chain holds. The filter and the page are the address. */
export function AuditPage() {
  const { audit: words, comparing } = useMessages();
  const { search } = useLocation();
  const filter = readFilter(search);
  const before = search.get('before') ?? undefined;
  const key = JSON.stringify({ ...filter, before });
  const { data, problem, isLoading, reload } = useQuery(`custody ${key}`, (signal) =>
    api.searchCustody({ ...filter, before }, { signal }),
  );
  return (
    <div class="stack wide-page">
      <header class="row">
        <h1>{words.title}</h1>
        <Link class="push" to="/audit/coverage">
          {comparing.title}
        </Link>
      </header>
      <p class="soft">{words.about}</p>
      <WaitingProposals />
      <Verify />
      <FilterForm key={key} filter={filter} problem={problem} />
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={10} />}
      {data?.events.length === 0 && <p class="notice">{words.none}</p>}
      {data && data.events.length > 0 && <CustodyTable events={data.events} />}
      <div class="actions">
        {before !== undefined && (
          <button type="button" onClick={() => setPage(undefined)}>
            {words.newest}
          </button>
        )}
        {data?.next !== undefined && (
          <button type="button" onClick={() => setPage(data.next)}>
            {words.older}
          </button>
        )}
      </div>
    </div>
  );
}
