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

/** A password that its user chooses. */
export function NewPasswordField({ label, password, change, problem }: NewPasswordFieldProps) {
  const { person: words } = useMessages();
  return (
    <Field label={label} hint={words.passwordHint} name="password" problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          type="password"
          value={password}
          onInput={typed(change)}
          autocomplete="new-password"
          minLength={12}
          required
        />
      )}
    </Field>
  );
}
