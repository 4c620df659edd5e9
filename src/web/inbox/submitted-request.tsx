import type { FootageRequest } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link } from '../app/location.tsx';
import { invalidate, useQuery } from '../app/query.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useUser } from '../session/session.tsx';
import { OpenedScope } from './opened-scope.tsx';
import { RequestCourse } from './request-course.tsx';
import { RequestMap } from './request-map.tsx';
import { RequestWhy } from './request-why.tsx';
import { RequestState } from './submitted-page.tsx';

/** One request as a custodian or an auditor sees it: what it says, what it opens, what became of it. Never a picture. */
export function SubmittedRequest({ id }: { readonly id: string }) {
  const { data, problem, isLoading, reload } = useQuery(`request ${id}`, (signal) =>
    api.getRequest({ id }, { signal }),
  );
  return (
    <div class="stack wide-page">
      <Fault problem={problem} retry={reload} />
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
        <RequestState request={request} />
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
      {role === 'custodian' && request.state === 'approved' && !request.isExpired && (
        <TakeBack request={request} />
      )}
    </>
  );
}

function TakeBack({ request: { id, caseNumber, cameraIds } }: { readonly request: FootageRequest }) {
  const { submitted: words, inbox } = useMessages();
  return (
    <div class="actions">
      <ReasonDialog
        open={words.takeBack}
        tone="danger"
        title={words.takeBackTitle(caseNumber)}
        act={words.takeBackAct}
        keep={inbox.cancel}
        reason={{ label: inbox.reason, hint: inbox.reasonHint, minLength: 10 }}
        run={async (note) => {
          await api.closeRequest({ id }, { outcome: 'withdrawn', note });
          for (const key of ['request', 'submitted', 'holds']) invalidate(key);
        }}
      >
        {words.takeBackMeans(cameraIds.length)}
      </ReasonDialog>
    </div>
  );
}
