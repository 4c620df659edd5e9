import { useState } from 'preact/hooks';
import type { Hold } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { DayField } from '../parts/moment-field.tsx';
import { submitted } from '../parts/typed.ts';
import { zonedRangeText } from '../time/format.ts';
import { endOfDayMs } from '../time/native-input.ts';

/** The custodian keeps a hold until another day, or ends it; that of a request ends with the request. */
export function HoldReview({ hold }: { readonly hold: Hold }) {
  const { holds: words } = useMessages();
  const [day, setDay] = useState('');
  const prolong = useSubmit(async () => {
    await api.reviewHold({ id: hold.id }, { reviewAt: new Date(endOfDayMs(day)).toISOString() });
    invalidate('holds');
  });
  return (
    <>
      <form class="stack" onSubmit={submitted(prolong.run)}>
        <DayField
          label={words.reviewOn}
          name="reviewAt"
          problem={prolong.problem}
          value={day}
          change={setDay}
          required
        />
        <Act label={words.prolong} problem={prolong.problem} isBusy={prolong.isBusy} />
      </form>
      {!hold.isOfRequest && <Release hold={hold} />}
    </>
  );
}

function Release({ hold }: { readonly hold: Hold }) {
  const { holds: words } = useMessages();
  const range = zonedRangeText(Date.parse(hold.from), Date.parse(hold.to));
  return (
    <ActDialog
      tone="danger"
      open={words.release}
      title={`${words.releaseAct}: ${hold.caseNumber}`}
      act={words.releaseAct}
      keep={words.keep}
      reason={{ label: words.reason, minLength: 10 }}
      run={async (reason) => {
        await api.releaseHold({ id: hold.id }, { reason });
        invalidate('holds');
      }}
    >
      {words.releaseWarning(hold.cameras.length, range)}
    </ActDialog>
  );
}
