import type { Recipient } from '../../client/index.ts';
import type { Problem } from '../api/problem.ts';
import { Field } from '../parts/field.tsx';
import { oneLine } from '../parts/one-line.ts';
import { typed } from '../parts/typed.ts';

export const nobody: Recipient = { name: '', agency: '', paper: '' };

interface RecipientFieldsProps {
  readonly labels: Readonly<Record<keyof Recipient, string>>;
  readonly recipient: Recipient;
  readonly change: (recipient: Recipient) => void;
  readonly problem: Problem | undefined;
}

/** Who receives a bundle. */
export const RecipientFields = ({ labels, recipient, change, problem }: RecipientFieldsProps) => (
  <>
    {(['name', 'agency', 'paper'] as const).map((name) => (
      <Field key={name} label={labels[name]} name={name} problem={problem}>
        {(wiring) => (
          <input
            {...wiring}
            value={recipient[name]}
            maxLength={200}
            autocomplete="off"
            onInput={typed((value) => change({ ...recipient, [name]: value }))}
            required
          />
        )}
      </Field>
    ))}
  </>
);

/** As it is sent. */
export const writtenRecipient = ({ name, agency, paper }: Recipient): Recipient => ({
  name: oneLine(name),
  agency: oneLine(agency),
  paper: oneLine(paper),
});
