import type { Problem } from '../api/problem.ts';
import { Field } from './field.tsx';
import { typed } from './typed.ts';

interface CodeFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly code: string;
  /** Gets the code without spaces, which apps show between the digits. */
  readonly change: (code: string) => void;
  readonly problem?: Problem | undefined;
  readonly required?: boolean;
}

/** The six digits of an authenticator app, or a recovery code. */
export const CodeField = ({ label, hint, code, change, problem, required = false }: CodeFieldProps) => (
  <Field label={label} hint={hint} name="code" problem={problem}>
    {(wiring) => (
      <input
        {...wiring}
        class="number"
        value={code}
        onInput={typed((text) => change(text.replaceAll(/\s/g, '')))}
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck={false}
        required={required}
      />
    )}
  </Field>
);
