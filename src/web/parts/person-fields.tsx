import type { NewUser } from '../../client/index.ts';
import type { Problem } from '../api/problem.ts';
import { useMessages } from '../messages/language.tsx';
import { Field } from './field.tsx';
import { typed } from './typed.ts';

/** A user to be, but for role and address. */
export type Person = Omit<NewUser, 'role' | 'email'>;

export const emptyPerson: Person = { name: '', fullName: '' };

interface PersonFieldsProps {
  readonly person: Person;
  readonly change: (person: Person) => void;
  readonly problem: Problem | undefined;
}

/** Fields of a new user: full name, sign-in name. */
export function PersonFields({ person, change, problem }: PersonFieldsProps) {
  const { person: words } = useMessages();
  const set = (part: Partial<Person>) => change({ ...person, ...part });
  return (
    <>
      <Field label={words.fullName} name="fullName" problem={problem}>
        {(wiring) => (
          <input
            {...wiring}
            value={person.fullName}
            onInput={typed((fullName) => set({ fullName }))}
            autocomplete="name"
            required
          />
        )}
      </Field>
      <Field label={words.name} hint={words.nameHint} name="name" problem={problem}>
        {(wiring) => (
          <input
            {...wiring}
            value={person.name}
            onInput={typed((name) => set({ name: name.trim() }))}
            autocomplete="username"
            autocapitalize="none"
            required
          />
        )}
      </Field>
    </>
  );
}
