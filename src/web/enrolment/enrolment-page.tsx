import { useEffect, useMemo, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { FoundDevice } from '../api/shapes.ts';
import { navigate, useLocation } from '../base/location.tsx';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { aiming } from '../cameras/aim-picture.tsx';
import {
  AddressFields,
  CredentialFields,
  NameField,
  NoticeFields,
  PurposeField,
} from '../cameras/form/camera-fields.tsx';
import { type CameraDraft, emptyDraft, registrationOf } from '../cameras/form/camera-form.ts';
import { NeighbourhoodField } from '../cameras/form/neighbourhood-field.tsx';
import { useOtherCameras } from '../cameras/form/other-cameras.ts';
import { PlacePicker } from '../cameras/form/place-picker.tsx';
import { StreamField } from '../cameras/form/stream-field.tsx';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Field } from '../parts/field.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { deviceName } from './found/device-table.tsx';
import { TrialPicture, useTrial } from './stream-trial.tsx';

/** A camera on one page: from a discovery's result, or by its RTSP address. */
export function EnrolmentPage() {
  const { enrolment: words } = useMessages();
  const { search } = useLocation();
  const foundId = search.get('found') ?? undefined;
  const device = useFound(search.get('discovery') ?? undefined, foundId);
  const others = useOtherCameras(undefined);
  const [draft, setDraft] = useState(emptyDraft);
  const set = (part: Partial<CameraDraft>) => setDraft((before) => ({ ...before, ...part }));
  useEffect(() => {
    // By what is typed now, not when the page was drawn.
    if (device) setDraft((now) => (now.name === '' ? { ...now, name: deviceName(device) } : now));
  }, [device]);
  const { run, isBusy, problem } = useSubmit(async () => {
    const { id } = await api.registerCamera(registrationOf(draft, foundId));
    invalidate('');
    const discovery = search.get('discovery');
    navigate(`/cameras/${id}?${aiming}=1${discovery ? `&discovery=${discovery}` : ''}`);
  });
  const trial = useTrial(draft);
  const isToTry = foundId === undefined && trial.picture === undefined;
  const act = isToTry ? trial : { run, isBusy, problem };
  const fields = { draft, set, problem: act.problem };
  return (
    <form class="stack enrolment" onSubmit={submitted(act.run)}>
      <h1>{words.title}</h1>
      <div class="enrolment-columns">
        <div class="stack panel">
          {foundId ? <Source device={device} /> : <UrlField {...fields} />}
          <NameField {...fields} />
          <NeighbourhoodField
            value={draft.neighbourhoodId}
            change={(neighbourhoodId) => set({ neighbourhoodId })}
            problem={fields.problem}
          />
          <StreamField {...fields} />
          <CredentialFields {...fields} />
          <PurposeField {...fields} />
          <AddressFields {...fields} />
          <NoticeFields {...fields} />
        </div>
        <div class="panel">
          <PlacePicker
            place={draft.place}
            change={(place) => set({ place })}
            others={others}
            problem={fields.problem}
          />
        </div>
      </div>
      <TrialPicture trial={trial} />
      <Act
        label={isToTry ? words.tryStream : words.act}
        problem={act.problem ?? problem}
        isBusy={act.isBusy}
        tone="primary"
      >
        {isToTry && trial.problem && <InSpite run={() => void run()} isBusy={isBusy} />}
      </Act>
    </form>
  );
}

/** A house may have no power today: who registers its camera all the same has read why there is no picture. */
function InSpite({ run, isBusy }: { readonly run: () => void; readonly isBusy: boolean }) {
  const { enrolment: words, common } = useMessages();
  return (
    <button type="button" onClick={run} disabled={isBusy}>
      {isBusy ? common.working : words.actInSpite}
    </button>
  );
}

function useFound(discoveryId: string | undefined, foundId: string | undefined): FoundDevice | undefined {
  const key = discoveryId && `discovery ${discoveryId}`;
  const { data } = useQuery(key, (signal) => api.getDiscovery({ id: discoveryId ?? '' }, { signal }));
  return useMemo(() => data?.devices.find((device) => device.foundId === foundId), [data, foundId]);
}

function Source({ device }: { readonly device: FoundDevice | undefined }) {
  const { enrolment: words } = useMessages();
  const facts = device && [deviceName(device), device.manufacturer, device.model, device.address, device.mac];
  return (
    <p class="notice number">
      {words.source}: {facts?.filter(Boolean).join(' · ') ?? '…'}
    </p>
  );
}

interface UrlFieldProps {
  readonly draft: CameraDraft;
  readonly set: (part: Partial<CameraDraft>) => void;
  readonly problem: ReturnType<typeof useSubmit>['problem'];
}

function UrlField({ draft, set, problem }: UrlFieldProps) {
  const { enrolment: words } = useMessages();
  return (
    <Field label={words.url} hint={words.urlHint} name="url" problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          type="url"
          inputMode="url"
          value={draft.url}
          placeholder="rtsp://"
          onInput={typed((url) => set({ url }))}
          required
        />
      )}
    </Field>
  );
}
