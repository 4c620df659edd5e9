import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { NewPasswordField } from '../parts/new-password-field.tsx';
import { submitted, typed } from '../parts/typed.ts';

const none = { current: '', password: '' };

/** Another password; every other session and every token ends with it. */
export function OwnPassword() {
  const { account: words, common } = useMessages();
  const [form, setForm] = useState(none);
  const [isChanged, setChanged] = useState(false);
  const { run, isBusy, problem } = useSubmit(async () => {
    setChanged(false);
    await api.changePassword(form);
    setForm(none);
    setChanged(true);
    invalidate('own-');
  });
  return (
    <section class="panel stack" aria-labelledby="own-password">
      <h2 id="own-password">{words.password}</h2>
      <form class="stack" onSubmit={submitted(run)}>
        <Field label={words.currentPassword} name="current" problem={problem}>
          {(wiring) => (
            <input
              {...wiring}
              type="password"
              value={form.current}
              onInput={typed((current) => setForm({ ...form, current }))}
              autocomplete="current-password"
              required
            />
          )}
        </Field>
        <NewPasswordField
          label={words.newPassword}
          password={form.password}
          change={(password) => setForm({ ...form, password })}
          problem={problem}
        />
        <ProblemNotice problem={problem} />
        <p role="status">{isChanged && words.passwordChanged}</p>
        <div class="actions">
          <button type="submit" disabled={isBusy}>
            {isBusy ? common.working : words.changePassword}
          </button>
        </div>
      </form>
    </section>
  );
}
