import type { Problem } from '../api/problem.ts';
import { useLanguage } from '../messages/language.tsx';
import { dayInWords } from '../time/day.ts';
import { zonedText } from '../time/format.ts';
import { localInputMs } from '../time/native-input.ts';
import { zoneNameAt } from '../time/zone.ts';
import { Field } from './field.tsx';
import { typed } from './typed.ts';

interface DateFieldProps {
  readonly label: string;
  /** As the input gives it: empty while it is incomplete. */
  readonly value: string;
  readonly change: (value: string) => void;
  readonly name?: string;
  readonly problem?: Problem | undefined;
  readonly required?: boolean;
  readonly takesFocus?: boolean;
}

/** A time on the site's clock. The browser writes it in its own order; below it stands what is understood. */
export function MomentField(props: DateFieldProps) {
  const ms = localInputMs(props.value);
  const understood = Number.isNaN(ms) ? `(${zoneNameAt(Date.now())})` : zonedText(ms);
  return <Understood {...props} type="datetime-local" understood={understood} />;
}

/** A day, and below it the same in words. */
export function DayField(props: DateFieldProps) {
  const { language } = useLanguage();
  return <Understood {...props} type="date" understood={dayInWords(props.value, language)} />;
}

interface UnderstoodProps extends DateFieldProps {
  readonly type: 'date' | 'datetime-local';
  readonly understood: string;
}

function Understood(props: UnderstoodProps) {
  const { label, value, change, name, problem, required, takesFocus = true, type, understood } = props;
  return (
    <Field
      label={label}
      hint={<span class="number">{understood || '\u00a0'}</span>}
      problem={problem}
      takesFocus={takesFocus}
      {...(name !== undefined && { name })}
    >
      {(wiring) => (
        <input
          {...wiring}
          type={type}
          {...(type === 'datetime-local' && { step: 1 })}
          value={value}
          onInput={typed(change)}
          required={required === true}
        />
      )}
    </Field>
  );
}
