import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { SignedIn } from '../api/shapes.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { NewPasswordField } from '../parts/new-password-field.tsx';
import { emptyPerson, PersonFields } from '../parts/person-fields.tsx';
import { submitted } from '../parts/typed.ts';

interface FirstAdminFormProps {
  readonly token: string;
  readonly enter: (signedIn: SignedIn) => void;
}

/** Makes the first admin, who is signed in then. */
export function FirstAdminForm({ token, enter }: FirstAdminFormProps) {
  const { firstAdmin: words, person: personWords } = useMessages();
  const [person, setPerson] = useState(emptyPerson);
  const [password, setPassword] = useState('');
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.makeFirstAdmin({ token, ...person, password });
    enter(await api.signIn({ name: person.name, password }));
  });
  return (
    <>
      <h1>{words.title}</h1>
      <p class="soft">{words.about}</p>
      <form class="stack" onSubmit={submitted(run)}>
        <PersonFields person={person} change={setPerson} problem={problem} />
        <NewPasswordField
          label={personWords.password}
          password={password}
          change={setPassword}
          problem={problem}
        />
        <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary" />
      </form>
    </>
  );
}
