import { useMemo, useState } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';
import type { CameraPlace } from '../api/shapes.ts';
import { CameraMap } from '../map/map.tsx';
import type { MapCamera } from '../map/map-layers.ts';
import { useMessages } from '../messages/language.tsx';
import { Field } from '../parts/field.tsx';
import { typed } from '../parts/typed.ts';
import { PlaceHandles } from './place-handles.tsx';

interface PlacePickerProps {
  readonly place: CameraPlace | undefined;
  readonly change: (place: CameraPlace) => void;
  readonly others: readonly MapCamera[];
  readonly problem: Problem | undefined;
}

const usual = { bearingDeg: 0, fieldOfViewDeg: 90 };
const digits = 1_000_000;
const rounded = (degrees: number): number => Math.round(degrees * digits) / digits;

/** Where a camera hangs: by a click, by the phone's own position, or by numbers; turned by dragging. */
export function PlacePicker({ place, change, others, problem }: PlacePickerProps) {
  const { enrolment: words } = useMessages();
  const put = ({ lat, lon }: { lat: number; lon: number }) =>
    change({ ...usual, ...place, lat: rounded(lat), lon: rounded(lon) });
  const cameras = useMemo(
    () => (place ? [...others, { id: 'this', name: words.place, place, tone: 'chosen' as const }] : others),
    [others, place],
  );
  return (
    <fieldset class="stack">
      <legend>
        <h2>{words.place}</h2>
      </legend>
      <p class="hint">{words.placeHint}</p>
      <PhonePosition put={put} />
      <div class="picker-map">
        <CameraMap label={words.place} cameras={cameras} frameKey={`${others.length}`} choosePlace={put}>
          {(map) => place && <PlaceHandles map={map} place={place} change={change} />}
        </CameraMap>
      </div>
      {place && <PlaceNumbers place={place} change={change} problem={problem} />}
    </fieldset>
  );
}

/** Technicians stand under the pole with a phone in hand. */
function PhonePosition({ put }: { readonly put: (place: { lat: number; lon: number }) => void }) {
  const { enrolment: words } = useMessages();
  const [isFailed, setFailed] = useState(false);
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setFailed(false);
        put({ lat: coords.latitude, lon: coords.longitude });
      },
      () => setFailed(true),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  return (
    <div class="actions">
      <button type="button" onClick={locate}>
        {words.useMyPlace}
      </button>
      {isFailed && (
        <span class="fault" role="alert">
          {words.myPlaceFailed}
        </span>
      )}
    </div>
  );
}

interface NumbersProps {
  readonly place: CameraPlace;
  readonly change: (place: CameraPlace) => void;
  readonly problem: Problem | undefined;
}

function PlaceNumbers({ place, change, problem }: NumbersProps) {
  const { enrolment: words } = useMessages();
  const number = (label: string, key: keyof CameraPlace, step: string) => (
    <Field label={label} name={`place.${key}`} problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          type="number"
          step={step}
          value={place[key] ?? ''}
          onChange={typed((value) => value !== '' && change({ ...place, [key]: Number(value) }))}
        />
      )}
    </Field>
  );
  return (
    <div class="two-columns">
      {number(words.lat, 'lat', 'any')}
      {number(words.lon, 'lon', 'any')}
      {number(words.bearing, 'bearingDeg', '1')}
      {number(words.fieldOfView, 'fieldOfViewDeg', '1')}
    </div>
  );
}
