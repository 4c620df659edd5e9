import { useState } from 'preact/hooks';
import type { Submit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from './act.tsx';
import { Field } from './field.tsx';
import { submitted, typed } from './typed.ts';

interface CodeFormProps {
  readonly submit: Submit<[code: string]>;
  /** By its verb. */
  readonly act: string;
  readonly hint: string;
}

/** The six digits of an authenticator app. */
export function CodeForm({ submit: { run, isBusy, problem }, act, hint }: CodeFormProps) {
  const { factor: words } = useMessages();
  const [code, setCode] = useState('');
  return (
    <form class="stack" onSubmit={submitted(() => run(code.replaceAll(' ', '')))}>
      <Field label={words.code} hint={hint} name="code" problem={problem}>
        {(wiring) => (
          <input
            {...wiring}
            class="number"
            value={code}
            onInput={typed(setCode)}
            autocomplete="one-time-code"
            autocapitalize="none"
            spellcheck={false}
            required
          />
        )}
      </Field>
      <Act label={act} problem={problem} isBusy={isBusy} tone="primary" />
    </form>
  );
}
