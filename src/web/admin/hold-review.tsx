import { useState } from 'preact/hooks';
import type { ListedHold } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../app/query.ts';
import { useSubmit } from '../app/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { Fault } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { zonedRangeText } from '../time/format.ts';
import { endOfDayMs } from '../time/native-input.ts';

/** The custodian keeps a hold until another day, or ends it; that of a request ends with the request. */
export function HoldReview({ hold }: { readonly hold: ListedHold }) {
  const { holds: words, common } = useMessages();
  const [day, setDay] = useState('');
  const prolong = useSubmit(async () => {
    await api.reviewHold({ id: hold.id }, { reviewAt: new Date(endOfDayMs(day)).toISOString() });
    invalidate('holds');
  });
  return (
    <>
      <form class="stack" onSubmit={submitted(prolong.run)}>
        <Field label={words.reviewOn} name="reviewAt" problem={prolong.problem}>
          {(wiring) => <input {...wiring} type="date" value={day} onInput={typed(setDay)} required />}
        </Field>
        <Fault problem={prolong.problem} />
        <div class="actions">
          <button type="submit" disabled={prolong.isBusy}>
            {prolong.isBusy ? common.working : words.prolong}
          </button>
        </div>
      </form>
      {hold.requestId === undefined && <Release hold={hold} />}
    </>
  );
}

function Release({ hold }: { readonly hold: ListedHold }) {
  const { holds: words } = useMessages();
  const [reason, setReason] = useState('');
  const submit = useSubmit(async () => {
    await api.releaseHold({ id: hold.id }, { reason });
    invalidate('holds');
  });
  const range = zonedRangeText(Date.parse(hold.from), Date.parse(hold.to));
  return (
    <Confirm
      open={words.release}
      title={`${words.releaseAct}: ${hold.caseNumber}`}
      act={words.releaseAct}
      keep={words.keep}
      submit={submit}
    >
      <div class="stack">
        <p>{words.releaseWarning(hold.cameras.length, range)}</p>
        <Field label={words.reason} name="reason" problem={submit.problem}>
          {(wiring) => <textarea {...wiring} value={reason} onInput={typed(setReason)} />}
        </Field>
      </div>
    </Confirm>
  );
}
