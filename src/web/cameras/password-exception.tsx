import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Field } from '../parts/field.tsx';
import { DayField } from '../parts/moment-field.tsx';
import { submitted, typed } from '../parts/typed.ts';

/** Leave to keep a weak password until a day, with a reason. */
export function PasswordExceptionForm({
  cameraId,
  name,
}: {
  readonly cameraId: string;
  readonly name: string;
}) {
  const { toDo: words } = useMessages();
  const [untilOn, setUntilOn] = useState('');
  const [reason, setReason] = useState('');
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.grantPasswordException({ id: cameraId }, { untilOn, reason });
    invalidate('to-do');
  });
  return (
    <details>
      <summary aria-label={words.allowFor(name)}>{words.allow}</summary>
      <form class="stack" onSubmit={submitted(run)}>
        <div class="two-columns">
          <DayField
            label={words.until}
            name="untilOn"
            problem={problem}
            value={untilOn}
            change={setUntilOn}
            required
          />
          <Field label={words.reason} hint={words.reasonHint} name="reason" problem={problem}>
            {(wiring) => (
              <input {...wiring} value={reason} onInput={typed(setReason)} minLength={10} required />
            )}
          </Field>
        </div>
        <Act label={words.act} problem={problem} isBusy={isBusy} />
      </form>
    </details>
  );
}
