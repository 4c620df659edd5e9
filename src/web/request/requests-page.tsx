import { api } from '../api/client.ts';
import type { FiledRequest } from '../api/shapes.ts';
import { Link } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { ColleaguesEmergencies } from '../emergency/colleagues-emergencies.tsx';
import { useMessages } from '../messages/language.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { LetterDue } from '../request-parts/letter-due.tsx';
import { openUntil, refusalReason } from '../request-parts/outcome.ts';
import { RequestStateLabel } from '../request-parts/request-state.tsx';
import { rangeText, zonedText } from '../time/format.ts';

/** One's own requests, newest first. */
export function RequestsPage() {
  const { requests: words, frame } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('requests', (signal) =>
    api.listRequests({}, { signal }),
  );
  return (
    <div class="stack wide-page">
      <ColleaguesEmergencies />
      <h1>{words.title}</h1>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={6} />}
      {data?.requests.length === 0 && (
        <p class="notice">
          {words.empty} <Link to="/find">{frame.find}</Link>
        </p>
      )}
      {data && data.requests.length > 0 && <RequestTable requests={data.requests} />}
    </div>
  );
}

/** Until when it opens footage, or why it was refused. */
function StateMore({ request }: { readonly request: FiledRequest }) {
  const { requests: words, emergencies } = useMessages();
  const until = openUntil(request);
  const reason = refusalReason(request);
  return (
    <>
      {until !== undefined && (
        <div class="small soft number">
          {words.until} {zonedText(Date.parse(until))}
        </div>
      )}
      {request.emergency?.letterDueAt !== undefined && (
        <div class="small">
          {emergencies.letterOwed} <LetterDue request={request} />
        </div>
      )}
      {reason !== undefined && <div class="small">{reason}</div>}
    </>
  );
}

function RequestTable({ requests }: { readonly requests: readonly FiledRequest[] }) {
  const { requests: words } = useMessages();
  return (
    <div class="panel scroll-x">
      <CardTable columns={[words.caseNumber, words.purpose, words.time, words.cameras, words.state]}>
        {requests.map((request) => (
          <tr key={request.id}>
            <th scope="row">
              <Link to={`/requests/${request.id}`}>{request.caseNumber}</Link>
            </th>
            <td data-label={words.purpose}>{request.purpose}</td>
            <td data-label={words.time} class="number">
              {rangeText(Date.parse(request.from), Date.parse(request.to))}
            </td>
            <td data-label={words.cameras} class="number">
              {request.cameraIds.length}
            </td>
            <td data-label={words.state}>
              <RequestStateLabel request={request} />
              <StateMore request={request} />
            </td>
          </tr>
        ))}
      </CardTable>
    </div>
  );
}
