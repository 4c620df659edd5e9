import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { navigate } from '../base/location.tsx';
import { useSession } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { emptyPerson, PersonFields } from '../parts/person-fields.tsx';
import { submitted } from '../parts/typed.ts';
import { SecondFactorStep } from './second-factor-step.tsx';

/**
 * The one-time link `/setup#token`, and then the set-up of the second factor. The token stands behind the `#`, so no server
 * log ever sees it.
 */
export function FirstAdminPage() {
  const { firstAdmin: words } = useMessages();
  const { begin, half } = useSession();
  const [token] = useState(() => window.location.hash.slice(1));
  const [person, setPerson] = useState(emptyPerson);
  const [isMade, setMade] = useState(false);
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.makeFirstAdmin({ token, ...person });
    begin(await api.signIn({ name: person.name, password: person.password }));
    setMade(true);
  });
  useEffect(() => {
    if (isMade && !half) navigate('/', { replace: true });
  }, [isMade, half]);
  return (
    <main class="narrow-page stack" id="main">
      <h1>{words.title}</h1>
      {isMade && half && <SecondFactorStep of={half} />}
      {!isMade && (
        <>
          <p class="soft">{token === '' ? words.withoutToken : words.about}</p>
          <form class="stack" onSubmit={submitted(run)}>
            <PersonFields person={person} change={setPerson} problem={problem} />
            <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary" disabled={token === ''} />
          </form>
        </>
      )}
    </main>
  );
}
