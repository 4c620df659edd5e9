import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { useSession } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { CodeField } from '../parts/code-field.tsx';
import { Field } from '../parts/field.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { SecondFactorStep } from './second-factor-step.tsx';

/** Password and code at once: no answer tells which was wrong. Then the set-up of a second factor, where one is owed. */
export function SignInSteps() {
  const { half } = useSession();
  return half ? <SecondFactorStep of={half} /> : <SignInForm />;
}

function SignInForm() {
  const { signIn: words } = useMessages();
  const { begin } = useSession();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { run, isBusy, problem } = useSubmit(async () =>
    begin(await api.signIn({ name: name.trim(), password, ...(code !== '' && { code }) })),
  );
  return (
    <form class="stack" onSubmit={submitted(run)}>
      <Field label={words.name}>
        {(wiring) => (
          <input {...wiring} value={name} onInput={typed(setName)} autocomplete="username" required />
        )}
      </Field>
      <Field label={words.password}>
        {(wiring) => (
          <input
            {...wiring}
            type="password"
            value={password}
            onInput={typed(setPassword)}
            autocomplete="current-password"
            required
          />
        )}
      </Field>
      <CodeField label={words.code} hint={words.codeHint} code={code} change={setCode} />
      <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary" />
    </form>
  );
}

export function SignInPage() {
  const { signIn: words } = useMessages();
  return (
    <main class="narrow-page stack" id="main">
      <h1>{words.title}</h1>
      <p class="soft">{words.about}</p>
      <SignInSteps />
    </main>
  );
}
