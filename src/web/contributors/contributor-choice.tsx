import type { Problem } from '../api/problem.ts';
import { useMessages } from '../messages/language.tsx';
import { Field } from '../parts/field.tsx';
import { typed } from '../parts/typed.ts';

interface ContributorChoiceProps {
  readonly ids: readonly string[];
  readonly value: string;
  readonly choose: (id: string) => void;
  readonly problem?: Problem | undefined;
}

/** Who asks, by id: names are sealed. */
export function ContributorChoice({ ids, value, choose, problem }: ContributorChoiceProps) {
  const { wishes: words } = useMessages();
  return (
    <Field label={words.contributor} hint={words.contributorHint} name="contributorId" problem={problem}>
      {(wiring) => (
        <select {...wiring} value={value} onChange={typed(choose)}>
          {ids.map((id) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
