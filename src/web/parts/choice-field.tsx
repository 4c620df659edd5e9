import { useState } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';
import { useMessages } from '../messages/language.tsx';
import { Field } from './field.tsx';
import { typed } from './typed.ts';

interface ChoiceFieldProps {
  readonly label: string;
  /** Of the field for a text that is not offered. */
  readonly otherLabel: string;
  readonly hint?: string;
  readonly name: string;
  readonly problem: Problem | undefined;
  readonly offered: readonly string[];
  readonly value: string;
  readonly change: (value: string) => void;
  readonly maxLength: number;
  readonly required?: boolean;
}

/** A longer text is cut off where it is chosen, and stands below in full; letters. */
const widest = 30;

/** A text that is chosen from a list, or typed beside it; without a list only typed. */
export function ChoiceField({ otherLabel, ...props }: ChoiceFieldProps) {
  const { label, hint, name, problem, offered, value, change, required = false } = props;
  const { requestForm: words } = useMessages();
  const [isTyping, setTyping] = useState(false);
  if (offered.length === 0) return <TextField {...props} />;
  const chosen = offered.indexOf(value);
  const isOther = isTyping || (value !== '' && chosen === -1);
  const choose = (index: string) => {
    setTyping(index === 'other');
    change(offered[Number(index)] ?? '');
  };
  const shown = !isOther && chosen !== -1 && value.length > widest ? value : hint;
  return (
    <div class="stack tight">
      <Field label={label} {...(shown !== undefined && { hint: shown })} {...(!isOther && { name, problem })}>
        {(wiring) => (
          <select
            {...wiring}
            value={isOther ? 'other' : chosen === -1 ? '' : String(chosen)}
            onChange={typed(choose)}
            required={required}
          >
            <option value="">{words.choose}</option>
            {offered.map((text, i) => (
              <option key={text} value={String(i)}>
                {text}
              </option>
            ))}
            <option value="other">{words.other}</option>
          </select>
        )}
      </Field>
      {isOther && (
        <TextField
          label={otherLabel}
          {...{ name, problem, value, change, required }}
          maxLength={props.maxLength}
        />
      )}
    </div>
  );
}

type TextFieldProps = Omit<ChoiceFieldProps, 'otherLabel' | 'offered'>;

const TextField = ({ label, hint, name, problem, value, change, ...props }: TextFieldProps) => (
  <Field label={label} name={name} problem={problem} {...(hint !== undefined && { hint })}>
    {(wiring) => (
      <input
        {...wiring}
        value={value}
        maxLength={props.maxLength}
        onInput={typed(change)}
        required={props.required === true}
      />
    )}
  </Field>
);
