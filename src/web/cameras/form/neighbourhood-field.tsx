import { useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import type { Problem } from '../../api/problem.ts';
import { invalidate, useQuery } from '../../base/query.ts';
import { useSubmit } from '../../base/submit.ts';
import { useMessages } from '../../messages/language.tsx';
import { byName } from '../../parts/by-name.ts';
import { ProblemNotice } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { typed } from '../../parts/typed.ts';

interface NeighbourhoodFieldProps {
  readonly value: string;
  readonly change: (id: string) => void;
  readonly problem: Problem | undefined;
}

const newOne = 'new';

/** One of the neighbourhoods there are, or a new one, made at once. */
export function NeighbourhoodField({ value, change, problem }: NeighbourhoodFieldProps) {
  const { enrolment: words, sites } = useMessages();
  const { data } = useQuery('neighbourhoods', (signal) => api.listNeighbourhoods({ signal }));
  const [isAdding, setAdding] = useState(false);
  const [name, setName] = useState('');
  const add = useSubmit(async () => {
    const { id } = await api.addNeighbourhood({ name: name.trim() });
    invalidate('neighbourhoods');
    setAdding(false);
    change(id);
  });
  const choose = (choice: string) => {
    setAdding(choice === newOne);
    if (choice !== newOne) change(choice);
  };
  return (
    <>
      <Field label={words.neighbourhood} name="neighbourhoodId" problem={problem}>
        {(wiring) => (
          <select {...wiring} value={isAdding ? newOne : value} onChange={typed(choose)} required>
            <option value="">{words.choose}</option>
            {[...(data?.neighbourhoods ?? [])].sort(byName).map((neighbourhood) => (
              <option key={neighbourhood.id} value={neighbourhood.id}>
                {neighbourhood.name}
              </option>
            ))}
            <option value={newOne}>{words.newNeighbourhood}</option>
          </select>
        )}
      </Field>
      {isAdding && (
        <div class="row">
          <Field label={words.neighbourhoodName}>
            {(wiring) => <input {...wiring} value={name} onInput={typed(setName)} />}
          </Field>
          <button type="button" onClick={() => void add.run()} disabled={add.isBusy || name.trim() === ''}>
            {sites.add}
          </button>
        </div>
      )}
      <ProblemNotice problem={add.problem} />
    </>
  );
}
