import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Field } from '../parts/field.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { dayMs } from '../time/durations.ts';

const lifetimesDays = [7, 30, 90, 365] as const;
/** The service's clock may run behind the browser's: the form requests a little less than a year. */
const marginMs = 3_600_000;

/** A token is shown once, right after it is made. */
export function NewTokenForm() {
  const { account: words, units } = useMessages();
  const [purpose, setPurpose] = useState('');
  const [days, setDays] = useState('30');
  const [password, setPassword] = useState('');
  const [made, setMade] = useState<string>();
  const { run, isBusy, problem } = useSubmit(async () => {
    const expiresAt = new Date(Date.now() + Number(days) * dayMs - marginMs).toISOString();
    const { text } = await api.makeToken({ password, purpose: purpose.trim(), expiresAt });
    setMade(text);
    setPurpose('');
    setPassword('');
    invalidate('own-tokens');
  });
  return (
    <form class="stack" onSubmit={submitted(run)}>
      {made !== undefined && (
        <div class="notice stack tight" role="status">
          <strong>{words.tokenOnce}</strong>
          <code class="secret">{made}</code>
        </div>
      )}
      <div class="two-fields">
        <Field label={words.purpose} hint={words.purposeHint} name="purpose" problem={problem}>
          {(wiring) => (
            <input {...wiring} value={purpose} maxLength={200} onInput={typed(setPurpose)} required />
          )}
        </Field>
        <Field label={words.lasts} name="expiresAt" problem={problem}>
          {(wiring) => (
            <select {...wiring} value={days} onChange={typed(setDays)}>
              {lifetimesDays.map((each) => (
                <option key={each} value={String(each)}>
                  {units.days(String(each))}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field label={words.ownPassword} hint={words.tokenPasswordHint} name="password" problem={problem}>
        {(wiring) => (
          <input
            {...wiring}
            type="password"
            value={password}
            autocomplete="current-password"
            onInput={typed(setPassword)}
            required
          />
        )}
      </Field>
      <Act label={words.makeToken} problem={problem} isBusy={isBusy} />
    </form>
  );
}
