import { useState } from 'preact/hooks';
import type { Contributor } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useSubmit } from '../base/submit.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { useCameras } from '../names/camera-names.ts';
import { Act } from '../parts/act.tsx';
import { countText } from '../parts/amount.ts';
import { CardTable } from '../parts/card-table.tsx';
import { Field } from '../parts/field.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { dayText } from '../time/day.ts';

/** Contributors: opened for one camera at a time, each with a record. */
export function Contributors() {
  const { sites: words } = useMessages();
  const { data } = useCameras();
  const [cameraId, setCameraId] = useState('');
  const [shown, setShown] = useState<readonly Contributor[]>();
  const { run, isBusy, problem } = useSubmit(async () => {
    setShown((await api.listContributors({ id: cameraId })).contributors);
  });
  const choose = (id: string) => {
    setShown(undefined);
    setCameraId(id);
  };
  return (
    <form class="panel stack" onSubmit={submitted(run)}>
      <h2>{words.paid}</h2>
      <p class="hint">{words.paidAbout}</p>
      <Field label={words.camera}>
        {(wiring) => (
          <select {...wiring} value={cameraId} onChange={typed(choose)} required>
            <option value="">{words.choose}</option>
            {data?.cameras.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Act label={words.show} problem={problem} isBusy={isBusy} />
      <div role="status">{shown && <Shown contributors={shown} />}</div>
    </form>
  );
}

function Shown({ contributors }: { readonly contributors: readonly Contributor[] }) {
  const { messages, language } = useLanguage();
  const { sites: words, paid } = messages;
  if (contributors.length === 0) return <p class="notice">{words.nobody}</p>;
  return (
    <CardTable columns={[paid.name, words.phone, words.amount, words.consentOn]}>
      {contributors.map(({ id, name, phone, amountVnd, consentOn }) => (
        <tr key={id}>
          <th scope="row">{name}</th>
          <td data-label={words.phone} class="number">
            {phone}
          </td>
          <td data-label={words.amount} class="number">
            {amountVnd === undefined ? '' : countText(amountVnd, language)}
          </td>
          <td data-label={words.consentOn} class="number">
            {consentOn && dayText(consentOn)}
          </td>
        </tr>
      ))}
    </CardTable>
  );
}
