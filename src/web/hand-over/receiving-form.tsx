import { useState } from 'preact/hooks';
import type { ConfirmedHandOver, SeenHandOver } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Field } from '../parts/field.tsx';
import { oneLine } from '../parts/one-line.ts';
import { submitted, typed } from '../parts/typed.ts';
import { zonedText } from '../time/format.ts';

interface ReceivingFormProps {
  readonly token: string;
  readonly seen: SeenHandOver;
  readonly confirmed: (done: ConfirmedHandOver) => void;
}

/** The recipient compares the digest, and says so with a name. */
export function ReceivingForm({ token, seen, confirmed }: ReceivingFormProps) {
  const { receiving: words } = useMessages();
  const [name, setName] = useState('');
  const [isSame, setSame] = useState(false);
  const { run, isBusy, problem } = useSubmit(async () =>
    confirmed(await api.confirmHandOver({ token, name: oneLine(name), sha256: seen.manifestSha256 })),
  );
  return (
    <form class="stack" onSubmit={submitted(run)}>
      <ol>
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <label class="choice">
        <input
          type="checkbox"
          checked={isSame}
          onChange={(event) => setSame(event.currentTarget.checked)}
          required
        />
        {words.same}
      </label>
      <Field label={words.name} name="name" problem={problem}>
        {(wiring) => (
          <input
            {...wiring}
            value={name}
            maxLength={200}
            autocomplete="name"
            onInput={typed(setName)}
            required
          />
        )}
      </Field>
      {seen.endsAt && <p class="hint">{words.once(zonedText(Date.parse(seen.endsAt)))}</p>}
      <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary" />
    </form>
  );
}
