import { useState } from 'preact/hooks';
import type { Submit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from './act.tsx';
import { CodeField } from './code-field.tsx';
import { submitted } from './typed.ts';

interface CodeFormProps {
  readonly submit: Submit<[code: string]>;
  /** By its verb. */
  readonly act: string;
  readonly hint: string;
}

/** Asks for a code of the authenticator app. */
export function CodeForm({ submit: { run, isBusy, problem }, act, hint }: CodeFormProps) {
  const { factor: words } = useMessages();
  const [code, setCode] = useState('');
  return (
    <form class="stack" onSubmit={submitted(() => run(code))}>
      <CodeField label={words.code} hint={hint} code={code} change={setCode} problem={problem} required />
      <Act label={act} problem={problem} isBusy={isBusy} tone="primary" />
    </form>
  );
}
