import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { submitted, typed } from '../parts/typed.ts';

const none = { current: '', password: '' };

/** Another password; every other session and every token ends with it. */
export function OwnPassword() {
  const { account: words, person, common } = useMessages();
  const [form, setForm] = useState(none);
  const [isChanged, setChanged] = useState(false);
  const { run, isBusy, problem } = useSubmit(async () => {
    setChanged(false);
    await api.changePassword(form);
    setForm(none);
    setChanged(true);
    invalidate('own-');
  });
  const field = (name: keyof typeof none, label: string, autocomplete: string, hint?: string) => (
    <Field label={label} name={name} problem={problem} {...(hint !== undefined && { hint })}>
      {(wiring) => (
        <input
          {...wiring}
          type="password"
          value={form[name]}
          onInput={typed((value) => setForm({ ...form, [name]: value }))}
          autocomplete={autocomplete}
          required
        />
      )}
    </Field>
  );
  return (
    <section class="panel stack" aria-labelledby="own-password">
      <h2 id="own-password">{words.password}</h2>
      <form class="stack" onSubmit={submitted(run)}>
        {field('current', words.currentPassword, 'current-password')}
        {field('password', words.newPassword, 'new-password', person.passwordHint)}
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
