import { useState } from 'preact/hooks';
import type { SeenLink } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { SignedIn } from '../api/shapes.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { CodeField } from '../parts/code-field.tsx';
import { Field } from '../parts/field.tsx';
import { NewPasswordField } from '../parts/new-password-field.tsx';
import { submitted, typed } from '../parts/typed.ts';

interface LinkFormProps {
  readonly token: string;
  readonly user: NonNullable<SeenLink['user']>;
  readonly link: SeenLink;
  readonly enter: (signedIn: SignedIn) => void;
}

/** Uses a link up with the password that it asks for, and signs its user in. */
export function LinkForm({ token, user, link: { asks, keepsFactor }, enter }: LinkFormProps) {
  const { link: words, person, signIn, factor, roles } = useMessages();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isUsed, setUsed] = useState(false);
  const { run, isBusy, problem } = useSubmit(async () => {
    if (!isUsed) await api.redeemLink({ token, password });
    setUsed(true);
    enter(await api.signIn({ name: user.name, password, ...(code !== '' && { code }) }));
  });
  const isNew = asks === 'new-password';
  return (
    <>
      <h1>{words.title}</h1>
      <p class="soft">
        {user.fullName} · {roles[user.role]}
      </p>
      <p>{isNew ? words.chooses : words.proves}</p>
      <form class="stack" onSubmit={submitted(run)}>
        <Field label={person.name}>
          {(wiring) => <input {...wiring} value={user.name} autocomplete="username" readOnly />}
        </Field>
        {isNew ? (
          <NewPasswordField
            label={words.newPassword}
            password={password}
            change={setPassword}
            problem={problem}
          />
        ) : (
          <OwnPasswordField label={signIn.password} password={password} change={setPassword} />
        )}
        {keepsFactor && (
          <CodeField
            label={factor.code}
            hint={signIn.codeHint}
            code={code}
            change={setCode}
            problem={problem}
            required
          />
        )}
        <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary" />
      </form>
    </>
  );
}

interface OwnPasswordFieldProps {
  readonly label: string;
  readonly password: string;
  readonly change: (password: string) => void;
}

const OwnPasswordField = ({ label, password, change }: OwnPasswordFieldProps) => (
  <Field label={label}>
    {(wiring) => (
      <input
        {...wiring}
        type="password"
        value={password}
        onInput={typed(change)}
        autocomplete="current-password"
        required
      />
    )}
  </Field>
);
