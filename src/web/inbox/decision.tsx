import type { FootageRequest } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useMessages } from '../messages/language.tsx';
import { personText } from '../names/person.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { openedRange } from '../request-parts/opened-lanes.ts';
import { zonedRangeText } from '../time/format.ts';

export type Verdict = 'approved' | 'refused' | 'justified' | 'not-justified' | 'countersigned';

export interface Judging {
  readonly request: FootageRequest;
  readonly judged: (verdict: Verdict) => void;
}

/** Approve in two clicks, or refuse with a reason. */
export function DecisionForm({ request, judged }: Judging) {
  const messages = useMessages();
  const { inbox: words } = messages;
  const { id, caseNumber, cameraIds, requester } = request;
  const { fromMs, toMs } = openedRange(request);
  return (
    <>
      <ActDialog
        open={words.approve}
        tone="primary"
        title={words.approveTitle(caseNumber)}
        act={words.approveAct(cameraIds.length)}
        keep={words.cancel}
        run={async () => {
          await api.decideRequest({ id }, { verdict: 'approved' });
          judged('approved');
        }}
      >
        {words.approveMeans(
          personText(requester, messages),
          words.opens(cameraIds.length, zonedRangeText(fromMs, toMs)),
        )}
      </ActDialog>
      <ActDialog
        open={words.refuse}
        title={words.refuseTitle(caseNumber)}
        act={words.refuse}
        keep={words.cancel}
        reason={{ label: words.reason, hint: words.reasonHint, minLength: 10 }}
        run={async (reason) => {
          await api.decideRequest({ id }, { verdict: 'refused', reason });
          judged('refused');
        }}
      >
        {words.refuseMeans}
      </ActDialog>
    </>
  );
}
