import type { FootageRequest } from '../../client/index.ts';
import { invalidate } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { FromHere } from '../parts/station.tsx';
import { takesCountersignature } from '../request-parts/emergency-state.ts';
import { OpenedScope } from '../request-parts/opened-scope.tsx';
import { RequestCourse } from '../request-parts/request-course.tsx';
import { RequestMap } from '../request-parts/request-map.tsx';
import { RequestStateLabel } from '../request-parts/request-state.tsx';
import { RequestWhy } from '../request-parts/request-why.tsx';
import { Countersign } from './countersign.tsx';

/** The emergency of another officer, whom a notification led here to countersign it. Never a picture. */
export function ColleaguesEmergency({ request }: { readonly request: FootageRequest }) {
  const { emergencies: words } = useMessages();
  return (
    <>
      <header class="row">
        <h1>{request.caseNumber}</h1>
        <RequestStateLabel request={request} />
      </header>
      <p class="soft">{words.about}</p>
      <div class="panel request-facts">
        <RequestWhy request={request} />
        <RequestMap request={request} />
      </div>
      <RequestCourse request={request} />
      <OpenedScope request={request} />
      {takesCountersignature(request) && <FromHere same={request.fromHere} />}
      {takesCountersignature(request) && (
        <div class="actions">
          <Countersign
            request={request}
            signed={() => {
              invalidate('request');
              invalidate('emergencies');
            }}
          />
        </div>
      )}
    </>
  );
}
