import { api } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import { useLocation } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useLanguage } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { typed } from '../parts/typed.ts';
import { lengthText } from '../time/length.ts';
import { type CustodyFilterState, readOrder, type SessionOrder, sessionOrders } from './custody-filter.ts';
import { setOrder, setSessionPage } from './log-address.ts';
import { SessionsTable } from './sessions-table.tsx';

interface SessionsProps {
  readonly filter: CustodyFilterState;
  /** Draws the filter, which says what is wrong with it. */
  readonly form: (problem: Problem | undefined) => preact.JSX.Element;
}

/** Sessions of looking, a page at a time; filter, order, page and the opened session stand in the address. */
export function Sessions({ filter, form }: SessionsProps) {
  const { messages, language } = useLanguage();
  const { audit, looking: words, units } = messages;
  const { search } = useLocation();
  const [order, after] = [readOrder(search), search.get('after') ?? undefined];
  const key = JSON.stringify({ ...filter, order, after });
  const { data, problem, isLoading, reload } = useQuery(`sessions ${key}`, (signal) =>
    api.searchLooking({ ...filter, order, after }, { signal }),
  );
  const next = data?.next;
  return (
    <>
      {form(problem)}
      <ProblemNotice problem={problem} retry={reload} />
      <div class="row">
        <p class="soft">{data && words.pause(lengthText(data.longestPauseMs, units, language))}</p>
        <div class="push">
          <Field label={words.order}>
            {(wiring) => (
              <select
                {...wiring}
                value={order}
                onChange={typed((chosen) => setOrder(chosen as SessionOrder))}
              >
                {sessionOrders.map((each) => (
                  <option key={each} value={each}>
                    {words.orders[each]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      </div>
      {isLoading && <Skeleton lines={10} />}
      {data?.sessions.length === 0 && <p class="notice">{audit.none}</p>}
      {data && data.sessions.length > 0 && <SessionsTable sessions={data.sessions} />}
      <div class="actions">
        {after !== undefined && (
          <button type="button" onClick={() => setSessionPage(undefined)}>
            {words.firstPage}
          </button>
        )}
        {next !== undefined && (
          <button type="button" onClick={() => setSessionPage(next)}>
            {words.nextPage}
          </button>
        )}
      </div>
    </>
  );
}
