import { api } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import { useLocation } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import type { CustodyFilterState } from './custody-filter.ts';
import { CustodyTable } from './custody-table.tsx';
import { setPage } from './log-address.ts';

interface LoggedEventsProps {
  readonly filter: CustodyFilterState;
  /** Draws the filter, which says what is wrong with it. */
  readonly form: (problem: Problem | undefined) => preact.JSX.Element;
}

/** One row an event, newest first, a page at a time. */
export function LoggedEvents({ filter, form }: LoggedEventsProps) {
  const { audit: words } = useMessages();
  const { search } = useLocation();
  const before = search.get('before') ?? undefined;
  const key = JSON.stringify({ ...filter, before });
  const { data, problem, isLoading, reload } = useQuery(`custody ${key}`, (signal) =>
    api.searchCustody({ ...filter, before }, { signal }),
  );
  return (
    <>
      {form(problem)}
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
    </>
  );
}
