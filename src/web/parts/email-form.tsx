import { useState } from 'preact/hooks';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from './act.tsx';
import { Field } from './field.tsx';
import { submitted, typed } from './typed.ts';

interface EmailFormProps {
  readonly email: string | undefined;
  /** `null`: no address any more. */
  readonly save: (email: string | null) => Promise<unknown>;
}

/** The address that mail goes to; an empty field removes it. */
export function EmailForm({ email, save }: EmailFormProps) {
  const { person: words, common } = useMessages();
  const [text, setText] = useState(email ?? '');
  const [isSaved, setSaved] = useState(false);
  const { run, isBusy, problem } = useSubmit(async () => {
    setSaved(false);
    await save(text.trim() === '' ? null : text.trim());
    setSaved(true);
  });
  return (
    <form class="stack" onSubmit={submitted(run)} noValidate>
      <Field label={words.email} hint={words.emailHint} name="email" problem={problem}>
        {(wiring) => (
          <input {...wiring} type="email" value={text} onInput={typed(setText)} autocomplete="email" />
        )}
      </Field>
      <Act label={words.saveEmail} problem={problem} isBusy={isBusy}>
        <span role="status">{isSaved && common.saved}</span>
      </Act>
    </form>
  );
}
