import { useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import type { DiscoveryResults } from '../../api/shapes.ts';
import { useMessages } from '../../messages/language.tsx';
import { Field } from '../../parts/field.tsx';
import { typed } from '../../parts/typed.ts';
import { type Choice, useChoice } from './choice.ts';
import { DeviceTable } from './device-table.tsx';
import { ManyForm } from './many-form.tsx';

/** The devices that a discovery found, which are filtered and enrolled one by one, or many together. */
export function FoundDevices({ discovery }: { readonly discovery: DiscoveryResults }) {
  const choice = useChoice(discovery.devices);
  const [isFilling, setFilling] = useState(false);
  const { length } = choice.chosen;
  return (
    <>
      {/* It stays while the list is seen again: nothing that was typed is lost. */}
      <ManyForm
        discoveryId={discovery.id}
        devices={choice.chosen}
        isShown={isFilling && length > 0}
        back={() => setFilling(false)}
      />
      <div class="stack" hidden={isFilling && length > 0}>
        <Filter choice={choice} discovery={discovery} />
        <DeviceTable devices={choice.shown} discoveryId={discovery.id} choice={choice} />
        {length > 0 && <ChosenBar choice={choice} go={() => setFilling(true)} />}
      </div>
    </>
  );
}

function Filter({ choice, discovery }: { readonly choice: Choice; readonly discovery: DiscoveryResults }) {
  const { many: words } = useMessages();
  const { sought, seek, choosable, isChosen, set, shown } = choice;
  const areAll = choosable.length > 0 && choosable.every(isChosen);
  return (
    <div class="panel stack">
      <Field label={words.filter}>
        {(wiring) => <input {...wiring} type="search" value={sought} onInput={typed(seek)} />}
      </Field>
      <div class="row">
        <label class="row choose">
          <input
            type="checkbox"
            checked={areAll}
            disabled={choosable.length === 0}
            onChange={(event) => set(choosable, event.currentTarget.checked)}
          />
          {words.chooseAll(choosable.length)}
        </label>
        {discovery.isFinished && (
          <a class="push" href={api.exportFoundUrl({ id: discovery.id })} download>
            {words.csv}
          </a>
        )}
      </div>
      {shown.length === 0 && <p class="notice">{words.noneFits}</p>}
    </div>
  );
}

/** Stays in sight below a long list. */
function ChosenBar({ choice: { chosen, set }, go }: { readonly choice: Choice; readonly go: () => void }) {
  const { many: words } = useMessages();
  return (
    <div class="action-bar">
      <span role="status">{words.chosen(chosen.length)}</span>
      <button type="button" class="push" onClick={() => set(chosen, false)}>
        {words.clear}
      </button>
      <button type="button" class="primary" onClick={go}>
        {words.go(chosen.length)}
      </button>
    </div>
  );
}
