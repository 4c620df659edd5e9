import type { Hold } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { useMessages } from '../messages/language.tsx';
import { useCameraNames } from '../names/camera-names.ts';
import { PersonName } from '../names/person.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedRangeText, zonedText } from '../time/format.ts';
import { HoldForm } from './hold-form.tsx';
import { HoldReview } from './hold-review.tsx';

/** Holds and their reasons; users with the right place and review them. */
export function HoldsPage() {
  const { holds: words } = useMessages();
  const { role } = useUser();
  const { data, problem, isLoading, reload } = useQuery('holds', (signal) => api.listHolds({ signal }));
  const due = data?.holds.filter(({ isReviewDue }) => isReviewDue).length ?? 0;
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <p class="soft">{words.about}</p>
      {due > 0 && <p class="fault">{words.overdue(due)}</p>}
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={5} />}
      {data?.holds.length === 0 && <p class="notice">{words.none}</p>}
      {data && data.holds.length > 0 && <HoldTable holds={data.holds} />}
      {(role === 'officer' || role === 'custodian') && <HoldForm />}
    </div>
  );
}

function HoldTable({ holds }: { readonly holds: readonly Hold[] }) {
  const { holds: words } = useMessages();
  const names = useCameraNames();
  return (
    <section class="panel" aria-label={words.title}>
      <CardTable columns={[words.caseNumber, words.cameras, words.time, words.owner, words.review]}>
        {holds.map((hold) => (
          <HoldRow key={hold.id} hold={hold} names={names} />
        ))}
      </CardTable>
    </section>
  );
}

function HoldRow({ hold, names }: { readonly hold: Hold; readonly names: ReadonlyMap<string, string> }) {
  const { holds: words } = useMessages();
  const { role } = useUser();
  const { cameras, from, to, owner, reviewAt, isReviewDue, release, isOfRequest, requestId } = hold;
  return (
    <tr>
      <th scope="row">
        {hold.caseNumber ?? words.ofAnother}
        <div class="hint">{hold.reason}</div>
        {requestId !== undefined && (
          <div class="hint">
            {words.ofRequest}
            {' · '}
            <Link to={`/requests/${requestId}`}>{words.toRequest}</Link>
          </div>
        )}
      </th>
      <td data-label={words.cameras}>{cameras.map((id) => names.get(id) ?? id).join(', ')}</td>
      <td data-label={words.time} class="number">
        {zonedRangeText(Date.parse(from), Date.parse(to))}
      </td>
      <td data-label={words.owner}>{owner && <PersonName person={owner} />}</td>
      <td data-label={words.review}>
        {release ? (
          <>
            <span class="mark">{words.released}</span>
            <div class="hint">{isOfRequest ? words.withRequest : release.reason}</div>
          </>
        ) : (
          <>
            <span class="number">{zonedText(Date.parse(reviewAt))}</span>
            {isReviewDue && <div class="mark is-waiting">{words.isDue}</div>}
            {role === 'custodian' && <HoldReview hold={hold} />}
          </>
        )}
      </td>
    </tr>
  );
}
