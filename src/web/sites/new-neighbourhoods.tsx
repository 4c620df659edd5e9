import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { submitted } from '../parts/typed.ts';

interface NewNeighbourhoodsProps {
  /** On the map, and not registered. */
  readonly names: readonly string[];
  /** Called when the chosen ones exist. */
  readonly created: () => Promise<void>;
}

/** Neighbourhoods that only the map knows: each is created when a person confirms its name. */
export function NewNeighbourhoods({ names, created }: NewNeighbourhoodsProps) {
  const { sites: words, common } = useMessages();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { run, isBusy, problem } = useSubmit(async () => {
    for (const name of chosen) await api.addNeighbourhood({ name });
    for (const key of ['neighbourhoods', 'ledger']) invalidate(key);
    await created();
  });
  const tick = (name: string, isOn: boolean) =>
    setChosen((now) => [...now.filter((each) => each !== name), ...(isOn ? [name] : [])]);
  return (
    <form class="notice stack" onSubmit={submitted(run)}>
      <strong>{words.areTheyNew(names.length)}</strong>
      <div class="ticks">
        {names.map((name) => (
          <label key={name} class="row">
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={({ currentTarget: { checked } }) => tick(name, checked)}
            />
            {name}
          </label>
        ))}
      </div>
      <div class="actions">
        <button type="submit" disabled={isBusy || chosen.length === 0}>
          {isBusy ? common.working : words.createChosen(chosen.length)}
        </button>
      </div>
      <ProblemNotice problem={problem} />
    </form>
  );
}
