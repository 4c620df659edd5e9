import { useState } from 'preact/hooks';
import type { Camera } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link, useLocation } from '../base/location.tsx';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { Pauses } from '../contributors/pauses.tsx';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { submitted } from '../parts/typed.ts';
import { AimPicture } from './aim-picture.tsx';
import { CameraClockLine } from './camera-clock.tsx';
import { CameraTable } from './camera-table.tsx';
import { CheckPicture } from './check-picture.tsx';
import { ContributorPanel } from './contributor-form.tsx';
import {
  AddressFields,
  CredentialFields,
  DisplayAspectField,
  NameField,
  PurposeField,
} from './form/camera-fields.tsx';
import { type CameraDraft, changesOf, draftOf } from './form/camera-form.ts';
import { useOtherCameras } from './form/other-cameras.ts';
import { PlacePicker } from './form/place-picker.tsx';
import { NoticePanel } from './notice-panel.tsx';

/** Who stands below it with a phone waits for it to record. */
const everyMs = 5_000;

/** One camera: its state, picture check, notice, and every field that can be changed. */
export function CameraPage({ id }: { readonly id: string }) {
  const load = (signal: AbortSignal) => api.getCamera({ id }, { signal });
  const { data, problem, isLoading, reload } = useQuery(`camera ${id}`, load, { everyMs });
  return (
    <div class="stack">
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={8} />}
      {data && (
        <>
          <header class="row">
            <h1>{data.name}</h1>
            <ToDiscovery />
          </header>
          <AimPicture id={id} name={data.name} />
          <section class="panel">
            <CameraTable cameras={[data]} />
            <Identity camera={data} />
            <CameraClockLine camera={data} />
            {data.recording.state === 'waiting' && <TryNow id={data.id} />}
          </section>
          <div class="enrolment-columns">
            <CheckPicture id={id} name={data.name} />
            <NoticePanel camera={data} />
          </div>
          <CameraEditor camera={data} />
          <Pauses id={id} />
          <ContributorPanel id={id} />
        </>
      )}
    </div>
  );
}

/** For who has just registered one of several that were found. */
function ToDiscovery() {
  const { discovery: words } = useMessages();
  const id = useLocation().search.get('discovery');
  if (!id) return null;
  return (
    <Link class="push" to={`/discovery?id=${id}`}>
      {words.back}
    </Link>
  );
}

/** A password that was refused rests for an hour: whoever has just repaired the camera does not wait for it. */
function TryNow({ id }: { readonly id: string }) {
  const { cameras: words } = useMessages();
  const [isTried, setTried] = useState(false);
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.retryCamera({ id });
    setTried(true);
  });
  return (
    <Act label={words.tryNow} problem={problem} isBusy={isBusy} run={() => void run()}>
      <span role="status">{isTried && words.tried}</span>
    </Act>
  );
}

function Identity({ camera }: { readonly camera: Camera }) {
  const { address, identity, firmware } = camera;
  const facts = [address, identity.model, identity.serial, identity.mac, firmware];
  return <p class="hint number">{facts.filter(Boolean).join(' · ')}</p>;
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
    // The stored state: a typed password disappears from the screen.
    setDraft(draftOf(await api.changeCamera({ id: camera.id }, changesOf(draft))));
    setSaved(true);
    for (const key of ['camera', 'health', 'to-do']) invalidate(key);
  });
  const fields = { draft, set, problem };
  return (
    <form class="stack" onSubmit={submitted(run)}>
      <div class="enrolment-columns">
        <div class="stack panel">
          <NameField {...fields} />
          <label class="row">
            <input
              type="checkbox"
              checked={draft.enabled}
              onChange={(event) => set({ enabled: event.currentTarget.checked })}
            />
            {words.enabled}
          </label>
          <PurposeField {...fields} />
          <AddressFields {...fields} />
          <DisplayAspectField {...fields} />
          <CredentialFields {...fields} />
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
      <Act label={common.save} problem={problem} isBusy={isBusy} tone="primary">
        <span role="status">{isSaved && common.saved}</span>
      </Act>
    </form>
  );
}
