import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../app/query.ts';
import { useSubmit } from '../app/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { submitted, typed } from '../parts/typed.ts';

/** The neighbourhoods of the site. */
export function SitesPage() {
  const { sites: words, common } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('neighbourhoods', (signal) =>
    api.listNeighbourhoods({ signal }),
  );
  const [name, setName] = useState('');
  const add = useSubmit(async () => {
    await api.addNeighbourhood({ name: name.trim() });
    setName('');
    invalidate('neighbourhoods');
  });
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <p class="soft">{words.about}</p>
      <form class="panel stack" onSubmit={submitted(add.run)}>
        <Field label={words.name} name="name" problem={add.problem}>
          {(wiring) => <input {...wiring} value={name} onInput={typed(setName)} required />}
        </Field>
        <Fault problem={add.problem} />
        <div class="actions">
          <button type="submit" class="primary" disabled={add.isBusy}>
            {add.isBusy ? common.working : words.add}
          </button>
        </div>
      </form>
      <Fault problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={4} />}
      {data?.neighbourhoods.length === 0 && <p class="notice">{words.empty}</p>}
      {data && data.neighbourhoods.length > 0 && (
        <ul class="panel plain-list">
          {data.neighbourhoods.map((neighbourhood) => (
            <li key={neighbourhood.id} class="list-line">
              {neighbourhood.name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
