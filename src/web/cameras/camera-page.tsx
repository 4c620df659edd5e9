import { useState } from 'preact/hooks';
import type { Camera } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../app/query.ts';
import { useSubmit } from '../app/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { AddressFields, CredentialFields, NoticeFields } from './camera-fields.tsx';
import { type CameraDraft, changesOf, draftOf } from './camera-form.ts';
import { CameraTable } from './camera-table.tsx';
import { useOtherCameras } from './other-cameras.ts';
import { PlacePicker } from './place-picker.tsx';

/** One camera: how it goes, and everything that can be changed. */
export function CameraPage({ id }: { readonly id: string }) {
  const { data, problem, isLoading, reload } = useQuery(`camera ${id}`, (signal) =>
    api.getCamera({ id }, { signal }),
  );
  return (
    <div class="stack">
      <Fault problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={8} />}
      {data && <CameraEditor camera={data} />}
    </div>
  );
}

function CameraEditor({ camera }: { readonly camera: Camera }) {
  const { enrolment: words, common } = useMessages();
  const others = useOtherCameras(camera.id);
  const [draft, setDraft] = useState(() => draftOf(camera));
  const [isSaved, setSaved] = useState(false);
  const set = (part: Partial<CameraDraft>) => {
    setSaved(false);
    setDraft((before) => ({ ...before, ...part }));
  };
  const { run, isBusy, problem } = useSubmit(async () => {
    const isNewNotice = draft.postedOn !== '' && draft.postedOn !== camera.notice?.postedOn;
    await api.changeCamera({ id: camera.id }, changesOf(draft));
    if (isNewNotice)
      await api.recordNotice({ id: camera.id }, { text: draft.noticeText, postedOn: draft.postedOn });
    setSaved(true);
    invalidate('camera');
  });
  const fields = { draft, set, problem };
  return (
    <form class="stack enrolment" onSubmit={submitted(run)}>
      <h1>{camera.name}</h1>
      <section class="panel">
        <CameraTable cameras={[camera]} />
        <p class="hint number">
          {[
            camera.address,
            camera.identity.model,
            camera.identity.serial,
            camera.identity.mac,
            camera.firmware,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </section>
      <div class="enrolment-columns">
        <div class="stack panel">
          <Field label={words.name} name="name" problem={problem}>
            {(wiring) => (
              <input
                {...wiring}
                value={draft.name}
                maxLength={120}
                onInput={typed((name) => set({ name }))}
                required
              />
            )}
          </Field>
          <label class="row">
            <input
              type="checkbox"
              checked={draft.enabled}
              onChange={(event) => set({ enabled: event.currentTarget.checked })}
            />
            {words.enabled}
          </label>
          <CredentialFields {...fields} />
          <AddressFields {...fields} />
          <NoticeFields {...fields} />
        </div>
        <div class="panel">
          <PlacePicker
            place={draft.place}
            change={(place) => set({ place })}
            others={others}
            problem={problem}
          />
        </div>
      </div>
      <Fault problem={problem} />
      <div class="actions">
        <button type="submit" class="primary" disabled={isBusy}>
          {isBusy ? common.working : common.save}
        </button>
        <span role="status">{isSaved && common.saved}</span>
      </div>
    </form>
  );
}
