import { useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import type { FoundDevice } from '../../api/shapes.ts';
import { navigate } from '../../base/location.tsx';
import { invalidate } from '../../base/query.ts';
import { useSubmit } from '../../base/submit.ts';
import { CredentialFields, NoticeFields, PurposeField } from '../../cameras/form/camera-fields.tsx';
import type { CameraDraft } from '../../cameras/form/camera-form.ts';
import { NeighbourhoodField } from '../../cameras/form/neighbourhood-field.tsx';
import { StreamField } from '../../cameras/form/stream-field.tsx';
import { useMessages } from '../../messages/language.tsx';
import { Act } from '../../parts/act.tsx';
import { submitted } from '../../parts/typed.ts';
import { emptyMany, foundImportOf, inNetworkOrder, type ManyDraft } from './many-draft.ts';
import { ManyNames } from './many-names.tsx';

interface ManyFormProps {
  readonly discoveryId: string;
  readonly devices: readonly FoundDevice[];
  readonly isShown: boolean;
  readonly back: () => void;
}

/** The form of the values that many cameras share, and of their names. It becomes an import with a row for each. */
export function ManyForm({ discoveryId, devices: chosen, isShown, back }: ManyFormProps) {
  const { many: words } = useMessages();
  const [draft, setDraft] = useState<ManyDraft>(() => emptyMany(words.usualPattern));
  const set = (part: Partial<ManyDraft>) => setDraft((before) => ({ ...before, ...part }));
  const setShared = (part: Partial<CameraDraft>) =>
    setDraft((before) => ({ ...before, shared: { ...before.shared, ...part } }));
  const devices = inNetworkOrder(chosen);
  const { run, isBusy, problem } = useSubmit(async () => {
    const { id, counts } = await api.importFound({ id: discoveryId }, foundImportOf(draft, devices));
    try {
      if (counts.bad === 0) await api.runImport({ id });
    } finally {
      // The import is there, also where it has not begun: its page begins it, and another one would double its rows.
      invalidate('');
      navigate(`/import?id=${id}&discovery=${discoveryId}`);
    }
  });
  if (!isShown) return null;
  const { shared } = draft;
  const fields = { draft: shared, set: setShared, problem };
  return (
    <form class="stack enrolment" onSubmit={submitted(run)}>
      <h2>{words.title(devices.length)}</h2>
      <div class="enrolment-columns">
        <div class="stack panel">
          <NeighbourhoodField
            value={shared.neighbourhoodId}
            change={(neighbourhoodId) => setShared({ neighbourhoodId })}
            problem={problem}
          />
          <CredentialFields {...fields} offersBasic={false} />
          <StreamField {...fields} />
          <PurposeField {...fields} />
          <NoticeFields {...fields} />
        </div>
        <ManyNames draft={draft} set={set} devices={devices} />
      </div>
      <div class="action-bar">
        <button type="button" onClick={back}>
          {words.back}
        </button>
        <div class="push stack">
          <Act label={words.act(devices.length)} problem={problem} isBusy={isBusy} tone="primary" />
        </div>
      </div>
    </form>
  );
}
