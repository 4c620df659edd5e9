import type { ComponentChildren } from 'preact';
import type { AwaitingRequest } from '../../client/index.ts';
import { Link } from '../base/location.tsx';
import { useMessages } from '../messages/language.tsx';
import { personText } from '../names/person.tsx';
import { FromHere, SameStationMark } from '../parts/station.tsx';
import { AnswerBy } from '../request-parts/answer-by.tsx';
import { OpenedScope } from '../request-parts/opened-scope.tsx';
import { RequestMap } from '../request-parts/request-map.tsx';
import { RequestStateLabel } from '../request-parts/request-state.tsx';
import { RequestWhy } from '../request-parts/request-why.tsx';

interface RequestCardProps {
  readonly request: AwaitingRequest;
  /** Actions on the request. */
  readonly children: ComponentChildren;
}

/** All that a second person needs to answer: who, which case, why, where, what exactly, what is missing, by when. */
export function RequestCard({ request, children }: RequestCardProps) {
  const { inbox: words } = useMessages();
  const { id, caseNumber, urgency, emergency, mayDecide, fromHere } = request;
  return (
    <article class="panel stack" aria-labelledby={id}>
      <header class="row">
        <h3 id={id} class="card-title" tabIndex={-1}>
          <Link to={`/requests/${id}`}>{caseNumber}</Link>
        </h3>
        {emergency ? (
          <RequestStateLabel request={request} />
        ) : (
          <span class={`state is-${urgency}`}>{words.urgencies[urgency]}</span>
        )}
        <span class="push">
          <AnswerBy request={request} />
        </span>
      </header>
      <div class="request-facts">
        <RequestWhy request={request} />
        <RequestMap request={request} />
      </div>
      <OpenedScope request={request} />
      <Countersigned request={request} />
      <FromHere same={mayDecide ? fromHere : undefined} />
      {mayDecide ? <div class="actions">{children}</div> : <p class="notice">{words.notYours}</p>}
    </article>
  );
}

/** Who stands behind an emergency, and whether both acted from one place. */
function Countersigned({ request: { emergency } }: Pick<RequestCardProps, 'request'>) {
  const messages = useMessages();
  const signed = emergency?.countersignature;
  if (!signed) return null;
  return (
    <p>
      {messages.emergencies.countersigned(personText(signed.by, messages))}{' '}
      <SameStationMark same={signed.sameStation} />
    </p>
  );
}
