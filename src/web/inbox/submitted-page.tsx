import type { FiledRequest } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link, setParameters, useLocation } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { PersonName } from '../names/person.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { typed } from '../parts/typed.ts';
import { RequestStateLabel, stateWord } from '../request-parts/request-state.tsx';
import { rangeText, zonedText } from '../time/format.ts';

const maxOnPage = 200;
const states = ['submitted', 'approved', 'refused', 'closed'] as const;

/** Everything that was submitted, for who judges and for who audits; which state and page stand in the address. */
export function SubmittedPage() {
  const messages = useMessages();
  const { submitted: words } = messages;
  const { search } = useLocation();
  const state = states.find((each) => each === search.get('state'));
  const before = search.get('before') ?? undefined;
  const { data, problem, isLoading, reload } = useQuery(
    `submitted ${state ?? ''} ${before ?? ''}`,
    (signal) => api.listRequests({ state, before }, { signal }),
  );
  const oldest = data?.requests.at(-1)?.createdAt;
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <p class="soft">{words.about}</p>
      <div class="filter">
        <Field label={words.state}>
          {(wiring) => (
            <select
              {...wiring}
              value={state ?? ''}
              onChange={typed((value) => setParameters({ state: value || undefined, before: undefined }))}
            >
              <option value="">{words.anyState}</option>
              {states.map((each) => (
                <option key={each} value={each}>
                  {stateWord(each, messages)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={6} />}
      {data?.requests.length === 0 && <p class="notice">{words.empty}</p>}
      {data && data.requests.length > 0 && <SubmittedTable requests={data.requests} />}
      <div class="actions">
        {before !== undefined && (
          <button type="button" onClick={() => setParameters({ before: undefined })}>
            {words.newest}
          </button>
        )}
        {data?.requests.length === maxOnPage && (
          <button type="button" onClick={() => setParameters({ before: oldest })}>
            {words.older}
          </button>
        )}
      </div>
    </div>
  );
}

function SubmittedTable({ requests }: { readonly requests: readonly FiledRequest[] }) {
  const messages = useMessages();
  const { submitted: words, requests: columns, inbox } = messages;
  return (
    <div class="panel">
      <CardTable
        columns={[
          columns.caseNumber,
          inbox.requester,
          columns.purpose,
          columns.time,
          words.submittedAt,
          columns.state,
        ]}
      >
        {requests.map((request) => (
          <tr key={request.id}>
            <th scope="row">
              <Link to={`/requests/${request.id}`}>{request.caseNumber}</Link>
            </th>
            <td data-label={inbox.requester}>
              <PersonName person={request.requester} />
            </td>
            <td data-label={columns.purpose}>{request.purpose}</td>
            <td data-label={columns.time} class="number">
              {rangeText(Date.parse(request.from), Date.parse(request.to))}
            </td>
            <td data-label={words.submittedAt} class="number">
              {zonedText(Date.parse(request.submittedAt ?? request.createdAt))}
            </td>
            <td data-label={columns.state}>
              <RequestStateLabel request={request} />
            </td>
          </tr>
        ))}
      </CardTable>
    </div>
  );
}
