import { api } from '../api/client.ts';
import { Countersign } from '../emergency/countersign.tsx';
import { useMessages } from '../messages/language.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { takesCountersignature, waitsForSecondPerson } from '../request-parts/emergency-state.ts';
import type { Judging } from './decision.tsx';

/**
 * Whether an emergency was one; either answer has its reason. Before the review a custodian may countersign it; while it
 * waits for that, there is nothing to find justified.
 */
export function EmergencyReview({ request, judged }: Judging) {
  const { id, caseNumber } = request;
  const { inbox: words } = useMessages();
  const reason = { label: words.reason, hint: words.reasonHint, minLength: 10 };
  const review = (verdict: 'justified' | 'not-justified') => async (why: string) => {
    await api.reviewRequest({ id }, { verdict, reason: why });
    judged(verdict);
  };
  return (
    <>
      {takesCountersignature(request) && (
        <Countersign request={request} signed={() => judged('countersigned')} />
      )}
      {!waitsForSecondPerson(request) && (
        <ActDialog
          open={words.justified}
          tone="primary"
          title={words.justifiedTitle(caseNumber)}
          act={words.justified}
          keep={words.cancel}
          reason={reason}
          run={review('justified')}
        >
          {words.justifiedMeans}
        </ActDialog>
      )}
      <ActDialog
        open={words.notJustified}
        title={words.notJustifiedTitle(caseNumber)}
        act={words.notJustified}
        keep={words.cancel}
        reason={reason}
        run={review('not-justified')}
      >
        {words.notJustifiedMeans}
      </ActDialog>
    </>
  );
}
