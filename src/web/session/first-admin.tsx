import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { navigate } from '../base/location.tsx';
import { useSession } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { emptyPerson, PersonFields } from '../parts/person-fields.tsx';
import { submitted } from '../parts/typed.ts';

/** The one-time link `/setup#token`: its token stands behind the `#`, so no server log ever sees it. */
export function FirstAdminPage() {
  const { firstAdmin: words } = useMessages();
  const { begin } = useSession();
  const [token] = useState(() => window.location.hash.slice(1));
  const [person, setPerson] = useState(emptyPerson);
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.makeFirstAdmin({ token, ...person });
    const user = await api.signIn({ name: person.name, password: person.password });
    navigate('/', { replace: true });
    begin(user);
  });
  return (
    <main class="narrow-page stack" id="main">
      <h1>{words.title}</h1>
      <p class="soft">{token === '' ? words.withoutToken : words.about}</p>
      <form class="stack" onSubmit={submitted(run)}>
        <PersonFields person={person} change={setPerson} problem={problem} />
        <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary" disabled={token === ''} />
      </form>
    </main>
  );
}
