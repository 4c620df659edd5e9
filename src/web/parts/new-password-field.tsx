import { useState } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';
import { useMessages } from '../messages/language.tsx';
import { Field } from './field.tsx';
import { typed } from './typed.ts';

interface NewPasswordFieldProps {
  readonly label: string;
  readonly password: string;
  readonly change: (password: string) => void;
  readonly problem: Problem | undefined;
}

/** A password that its user chooses, typed once: it can be shown. */
export function NewPasswordField({ label, password, change, problem }: NewPasswordFieldProps) {
  const { person: words } = useMessages();
  const [isShown, setShown] = useState(false);
  return (
    <Field label={label} hint={words.passwordHint} name="password" problem={problem}>
      {(wiring) => (
        <>
          <input
            {...wiring}
            type={isShown ? 'text' : 'password'}
            value={password}
            onInput={typed(change)}
            autocomplete="new-password"
            autocapitalize="none"
            spellcheck={false}
            minLength={12}
            required
          />
          <label class="row">
            <input
              type="checkbox"
              checked={isShown}
              onChange={(event) => setShown(event.currentTarget.checked)}
            />
            {words.showPassword}
          </label>
        </>
      )}
    </Field>
  );
}
