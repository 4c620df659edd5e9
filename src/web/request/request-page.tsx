import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { FootageRequest } from '../api/shapes.ts';
import { useQuery } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { EmergencyLetter } from '../emergency/add-letter.tsx';
import { ColleaguesEmergency } from '../emergency/colleagues-emergency.tsx';
import { EmergencyUse } from '../emergency/emergency-use.tsx';
import { ExportsPanel } from '../exports/exports-panel.tsx';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { takesCountersignature } from '../request-parts/emergency-state.ts';
import { OpenedScope } from '../request-parts/opened-scope.tsx';
import { RequestCourse } from '../request-parts/request-course.tsx';
import { RequestMap } from '../request-parts/request-map.tsx';
import { RequestStateLabel } from '../request-parts/request-state.tsx';
import { RequestWhy } from '../request-parts/request-why.tsx';
import { zonedRangeText } from '../time/format.ts';
import { WatchRequest } from '../watch/watch-request.tsx';
import { ClosingForm } from './closing.tsx';
import { DraftActs } from './draft-acts.tsx';
import { RequestStanding } from './standing.tsx';

/** How soon the page tells of a custodian's answer, or that the time is over. */
const answerMs = 3_000;

/** A request of one's own, or the emergency of another that one may countersign: how it stands, what it opens, the picture once it does, and what is left to do. */
export function RequestPage({ id }: { readonly id: string }) {
  const [isMoving, setMoving] = useState(false);
  const {
    data: request,
    problem,
    isLoading,
    reload,
  } = useQuery(`request ${id}`, (signal) => api.getRequest({ id }, { signal }), {
    everyMs: isMoving ? answerMs : undefined,
  });
  useEffect(() => setMoving(request !== undefined && isAwaited(request)), [request]);
  const { id: userId } = useUser();
  const requester = request?.requester;
  return (
    <div class="stack">
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={8} />}
      {request &&
        (requester?.id === userId ? <Shown request={request} /> : <ColleaguesEmergency request={request} />)}
    </div>
  );
}

/** The request waits for a decision, or for the review of an emergency. */
const isAwaited = ({ state, isExpired, emergency }: FootageRequest): boolean =>
  state === 'submitted' ||
  (state === 'approved' && !isExpired && emergency !== undefined && emergency.review === undefined);

function Shown({ request }: { readonly request: FootageRequest }) {
  const { state, isExpired } = request;
  const isOpen = state === 'approved' && !isExpired;
  return (
    <>
      <header class="row">
        <h1>{request.caseNumber}</h1>
        <RequestStateLabel request={request} />
        <span class="soft number">{zonedRangeText(Date.parse(request.from), Date.parse(request.to))}</span>
      </header>
      <RequestStanding request={request} />
      <EmergencyLetter request={request} />
      {state === 'draft' && <DraftActs draft={request} />}
      {isOpen && <WatchRequest request={request} />}
      {isOpen && <EmergencyUse request={request} />}
      {(isOpen || wasOpen(request)) && (
        <ExportsPanel request={request} needsSecond={takesCountersignature(request)} isOpen={isOpen} />
      )}
      {isOpen ? <WhatIsOpen request={request} /> : <WhatIsAsked request={request} />}
      {state !== 'draft' && <RequestCourse request={request} />}
      {(state === 'submitted' || state === 'approved') && <ClosingForm request={request} />}
    </>
  );
}

/** It may have exports. */
const wasOpen = ({ state }: FootageRequest): boolean => state === 'approved' || state === 'closed';

/** Below the picture, whose lanes have shown most of it. */
function WhatIsOpen({ request }: { readonly request: FootageRequest }) {
  const { requests: words } = useMessages();
  return (
    <details class="panel">
      <summary>{words.scope}</summary>
      <div class="stack">
        <OpenedScope request={request} />
        <RequestMap request={request} />
      </div>
    </details>
  );
}

/** The cameras of a draft are fixed when it is submitted. */
function WhatIsAsked({ request }: { readonly request: FootageRequest }) {
  return (
    <>
      <div class="panel request-facts">
        <RequestWhy request={request} />
        <RequestMap request={request} />
      </div>
      {request.state !== 'draft' && <OpenedScope request={request} />}
    </>
  );
}
