import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate } from '../app/query.ts';
import { useSubmit } from '../app/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Field } from '../parts/field.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { localInputText } from '../time/format.ts';
import { localInputMs } from '../time/native-input.ts';

const dayMs = 24 * 3_600_000;

const usual = () => ({
  name: '',
  from: localInputText(Date.now()),
  to: localInputText(Date.now() + 7 * dayMs),
});

/** Names a deputy for a week from now, or for whatever time is typed. */
export function DeputyForm() {
  const { deputies: words } = useMessages();
  const [draft, setDraft] = useState(usual);
  const [named, setNamed] = useState<string>();
  const { run, isBusy, problem } = useSubmit(async () => {
    setNamed(undefined);
    const { deputy } = await api.nameDeputy({
      name: draft.name,
      from: new Date(localInputMs(draft.from)).toISOString(),
      to: new Date(localInputMs(draft.to)).toISOString(),
    });
    invalidate('deputies');
    setNamed(deputy.fullName ?? draft.name);
    setDraft(usual);
  });
  const input = (field: keyof typeof draft, label: string, hint?: string) => (
    <Field label={label} hint={hint} name={field} problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          {...(field === 'name' ? { autocapitalize: 'none' } : { type: 'datetime-local', step: 1 })}
          value={draft[field]}
          onInput={typed((value) => setDraft((before) => ({ ...before, [field]: value })))}
          required
        />
      )}
    </Field>
  );
  return (
    <form class="panel stack" onSubmit={submitted(run)}>
      <h2>{words.name}</h2>
      {input('name', words.userName, words.userNameHint)}
      {input('from', words.from)}
      {input('to', words.to)}
      <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary">
        <span role="status">{named !== undefined && words.named(named)}</span>
      </Act>
    </form>
  );
}
