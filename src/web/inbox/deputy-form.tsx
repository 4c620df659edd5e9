import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Field } from '../parts/field.tsx';
import { MomentField } from '../parts/moment-field.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { dayMs } from '../time/durations.ts';
import { localInputText } from '../time/format.ts';
import { localInputMs } from '../time/native-input.ts';

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
  const set = (field: keyof typeof draft) => (value: string) =>
    setDraft((before) => ({ ...before, [field]: value }));
  const moment = (field: 'from' | 'to', label: string) => (
    <MomentField
      label={label}
      name={field}
      problem={problem}
      value={draft[field]}
      change={set(field)}
      required
    />
  );
  return (
    <form class="panel stack" onSubmit={submitted(run)}>
      <h2>{words.name}</h2>
      <Field label={words.userName} hint={words.userNameHint} name="name" problem={problem}>
        {(wiring) => (
          <input {...wiring} value={draft.name} onInput={typed(set('name'))} autocapitalize="none" required />
        )}
      </Field>
      {moment('from', words.from)}
      {moment('to', words.to)}
      <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary">
        <span role="status">{named !== undefined && words.named(named)}</span>
      </Act>
    </form>
  );
}
