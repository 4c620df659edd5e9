import { api } from '../api/client.ts';
import { useMessages } from '../messages/language.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import type { Judging } from './decision.tsx';

/** Whether an emergency was one; either answer has its reason. */
export function EmergencyReview({ request: { id, caseNumber }, judged }: Judging) {
  const { inbox: words } = useMessages();
  const reason = { label: words.reason, hint: words.reasonHint, minLength: 10 };
  const review = (verdict: 'justified' | 'not-justified') => async (why: string) => {
    await api.reviewRequest({ id }, { verdict, reason: why });
    judged(verdict);
  };
  return (
    <>
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
