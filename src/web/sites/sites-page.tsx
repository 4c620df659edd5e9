import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Field } from '../parts/field.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { Contributors } from './contributors.tsx';
import { NeighbourhoodLedger } from './ledger.tsx';
import { PlaceFiles } from './place-files.tsx';
import { RequestListsPanel } from './request-lists.tsx';

/** The site: its neighbourhoods in numbers, its map and names of places, and, for an admin, what requests are offered, and contributors. */
export function SitesPage() {
  const { sites: words } = useMessages();
  const { role } = useUser();
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <p class="soft">{words.about}</p>
      <NeighbourhoodLedger />
      <AddNeighbourhood />
      <PlaceFiles />
      {role === 'admin' && <RequestListsPanel />}
      {role === 'admin' && <Contributors />}
    </div>
  );
}

function AddNeighbourhood() {
  const { sites: words } = useMessages();
  const [name, setName] = useState('');
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.addNeighbourhood({ name: name.trim() });
    setName('');
    for (const key of ['neighbourhoods', 'ledger']) invalidate(key);
  });
  return (
    <form class="panel stack" onSubmit={submitted(run)}>
      <Field label={words.name} name="name" problem={problem}>
        {(wiring) => <input {...wiring} value={name} onInput={typed(setName)} required />}
      </Field>
      <Act label={words.add} problem={problem} isBusy={isBusy} />
    </form>
  );
}
