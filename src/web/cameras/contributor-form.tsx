import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { readDong } from '../parts/amount.ts';
import { Field } from '../parts/field.tsx';
import { DayField } from '../parts/moment-field.tsx';
import { submitted, typed } from '../parts/typed.ts';

const empty = { name: '', phone: '', amount: '', consentOn: '' };

/** Contributors of a camera: sealed when sent, and never shown to technicians again. */
export function ContributorPanel({ id }: { readonly id: string }) {
  const { paid: words } = useMessages();
  const [draft, setDraft] = useState(empty);
  const [isKept, setKept] = useState(false);
  const set = (part: Partial<typeof empty>) => {
    setKept(false);
    setDraft((before) => ({ ...before, ...part }));
  };
  const { run, isBusy, problem } = useSubmit(async () => {
    const { name, phone, amount, consentOn } = draft;
    await api.addContributor(
      { id },
      {
        name: name.trim(),
        ...(phone.trim() !== '' && { phone: phone.trim() }),
        ...(amount.trim() !== '' && { amountVnd: readDong(amount.trim()) }),
        ...(consentOn !== '' && { consentOn }),
      },
    );
    setDraft(empty);
    setKept(true);
    invalidate('ledger');
  });
  const input = (field: keyof typeof empty, label: string, name: string, type: string) => (
    <Field label={label} name={name} problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          type={type}
          value={draft[field]}
          onInput={typed((value) => set({ [field]: value }))}
          autocomplete="off"
          required={field === 'name'}
          {...(field === 'amount' && { inputMode: 'numeric' as const })}
        />
      )}
    </Field>
  );
  return (
    <form class="stack panel" onSubmit={submitted(run)}>
      <h2>{words.title}</h2>
      <p class="hint">{words.about}</p>
      <div class="two-columns">
        {input('name', words.name, 'name', 'text')}
        {input('phone', words.phone, 'phone', 'tel')}
        {input('amount', words.amount, 'amountVnd', 'text')}
        <DayField
          label={words.consentOn}
          name="consentOn"
          problem={problem}
          value={draft.consentOn}
          change={(consentOn) => set({ consentOn })}
        />
      </div>
      <Act label={words.act} problem={problem} isBusy={isBusy}>
        <span role="status">{isKept && words.kept}</span>
      </Act>
    </form>
  );
}
