import type { FootageRequest } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { useMessages } from '../messages/language.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { awaitsJudgement } from '../request-parts/emergency-state.ts';
import { OpenedScope } from '../request-parts/opened-scope.tsx';
import { RequestCourse } from '../request-parts/request-course.tsx';
import { RequestMap } from '../request-parts/request-map.tsx';
import { RequestStateLabel } from '../request-parts/request-state.tsx';
import { RequestWhy } from '../request-parts/request-why.tsx';
import { DecisionForm } from './decision.tsx';
import { forgetJudged } from './judged.ts';
import { EmergencyReview } from './review.tsx';

/** One request as a custodian or an auditor sees it: what it says, what it opens, what became of it. Never a picture. */
export function SubmittedRequest({ id }: { readonly id: string }) {
  const { data, problem, isLoading, reload } = useQuery(`request ${id}`, (signal) =>
    api.getRequest({ id }, { signal }),
  );
  return (
    <div class="stack wide-page">
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={8} />}
      {data && <Seen request={data} />}
    </div>
  );
}

function Seen({ request }: { readonly request: FootageRequest }) {
  const { submitted: words } = useMessages();
  const { role } = useUser();
  return (
    <>
      <header class="row">
        <h1>{request.caseNumber}</h1>
        <RequestStateLabel request={request} />
        {role === 'auditor' && (
          <Link class="push" to={`/audit?request=${request.id}`}>
            {words.inLog}
          </Link>
        )}
      </header>
      <div class="panel request-facts">
        <RequestWhy request={request} />
        <RequestMap request={request} />
      </div>
      <RequestCourse request={request} />
      <OpenedScope request={request} />
      {role !== 'auditor' && awaitsJudgement(request) && <Judging id={request.id} />}
      {role === 'custodian' && request.state === 'approved' && !request.isExpired && (
        <TakeBack request={request} />
      )}
    </>
  );
}

/** The actions of the inbox: a notification leads here. */
function Judging({ id }: { readonly id: string }) {
  const { inbox: words } = useMessages();
  const { data, problem, reload } = useQuery('inbox', (signal) => api.getInbox({ signal }));
  const [waiting, emergency] = [data?.waiting, data?.emergencies].map((list) =>
    list?.find((each) => each.id === id),
  );
  const awaiting = waiting ?? emergency;
  if (!awaiting) return <ProblemNotice problem={problem} retry={reload} />;
  if (!awaiting.mayDecide) return <p class="notice">{words.notYours}</p>;
  const Answer = emergency ? EmergencyReview : DecisionForm;
  return (
    <div class="actions">
      <Answer request={awaiting} judged={forgetJudged} />
    </div>
  );
}

function TakeBack({ request: { id, caseNumber, cameraIds } }: { readonly request: FootageRequest }) {
  const { submitted: words, inbox } = useMessages();
  return (
    <div class="actions">
      <ActDialog
        open={words.takeBack}
        tone="danger"
        title={words.takeBackTitle(caseNumber)}
        act={words.takeBackAct}
        keep={inbox.cancel}
        reason={{ label: inbox.reason, hint: inbox.reasonHint, minLength: 10 }}
        run={async (note) => {
          await api.closeRequest({ id }, { outcome: 'withdrawn', note });
          forgetJudged();
        }}
      >
        {words.takeBackMeans(cameraIds.length)}
      </ActDialog>
    </div>
  );
}
