import type L from 'leaflet';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Problem } from '../../api/problem.ts';
import type { CameraPlace, Point } from '../../api/shapes.ts';
import { CameraMap } from '../../map/map.tsx';
import type { MapCamera } from '../../map/map-layers.ts';
import { useMessages } from '../../messages/language.tsx';
import { useDraft } from '../../parts/draft.ts';
import { Field } from '../../parts/field.tsx';
import { typed } from '../../parts/typed.ts';
import { PlaceHandles } from './place-handles.tsx';

interface PlacePickerProps {
  readonly place: CameraPlace | undefined;
  readonly change: (place: CameraPlace) => void;
  readonly others: readonly MapCamera[];
  readonly problem: Problem | undefined;
}

const usual = { bearingDeg: 0, fieldOfViewDeg: 90 };
/** One sees the house. */
const nearZoom = 18;
const digits = 1_000_000;
const rounded = (degrees: number): number => Math.round(degrees * digits) / digits;

/** Where a camera hangs: by a click, by the phone's own position, or by numbers; turned by dragging. */
export function PlacePicker({ place, change, others, problem }: PlacePickerProps) {
  const { enrolment: words } = useMessages();
  const [goneTo, goTo] = useState<Point>();
  const put = ({ lat, lon }: Point) => change({ ...usual, ...place, lat: rounded(lat), lon: rounded(lon) });
  const putAndShow = (point: Point) => {
    put(point);
    goTo(point);
  };
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
      <PhonePosition put={putAndShow} />
      <div class="picker-map">
        <CameraMap label={words.place} cameras={cameras} frameKey={`${others.length}`} choosePlace={put}>
          {(map) => (
            <>
              <ToPoint map={map} point={goneTo} />
              {place && <PlaceHandles map={map} place={place} change={change} />}
            </>
          )}
        </CameraMap>
      </div>
      <Coordinates place={place} put={putAndShow} problem={problem} />
      <Direction place={place} change={change} problem={problem} />
    </fieldset>
  );
}

/** Moves the map to a point that was not chosen on it. */
function ToPoint({ map, point }: { readonly map: L.Map; readonly point: Point | undefined }) {
  useEffect(() => {
    if (point) map.setView([point.lat, point.lon], nearZoom, { animate: false });
  }, [map, point]);
  return null;
}

/** Technicians stand under the pole with a phone in hand. */
function PhonePosition({ put }: { readonly put: (place: Point) => void }) {
  const { enrolment: words, common } = useMessages();
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  const locate = () => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        put({ lat: coords.latitude, lon: coords.longitude });
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };
  return (
    <div class="actions">
      <button type="button" onClick={locate} disabled={state === 'asking'}>
        {state === 'asking' ? common.working : words.useMyPlace}
      </button>
      {state === 'asking' && <progress aria-label={words.useMyPlace} />}
      {state === 'failed' && (
        <span class="fault" role="alert">
          {words.myPlaceFailed}
        </span>
      )}
    </div>
  );
}

interface CoordinatesProps {
  readonly place: CameraPlace | undefined;
  readonly put: (place: Point) => void;
  readonly problem: Problem | undefined;
}

/** By numbers alone, for who has no pointer; taken once there are both. */
function Coordinates({ place, put, problem }: CoordinatesProps) {
  const { enrolment: words } = useMessages();
  const [lat, setLat] = useDraft(place ? String(place.lat) : '');
  const [lon, setLon] = useDraft(place ? String(place.lon) : '');
  const take = (given: { readonly lat: string; readonly lon: string }) => {
    if (given.lat === '' || given.lon === '') return;
    put({ lat: Number(given.lat), lon: Number(given.lon) });
  };
  const number = (name: 'lat' | 'lon', value: string, set: (value: string) => void) => (
    <Field label={words[name]} name={`place.${name}`} problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          type="number"
          step="any"
          value={value}
          onInput={typed(set)}
          onChange={typed((given) => take({ lat, lon, [name]: given }))}
        />
      )}
    </Field>
  );
  return (
    <div class="two-columns">
      {number('lat', lat, setLat)}
      {number('lon', lon, setLon)}
    </div>
  );
}

interface DirectionProps {
  readonly place: CameraPlace | undefined;
  readonly change: (place: CameraPlace) => void;
  readonly problem: Problem | undefined;
}

/** Direction of a placed camera. The fields exist before it has a place, so that nothing below them moves. */
function Direction({ place, change, problem }: DirectionProps) {
  const { enrolment: words } = useMessages();
  const degrees = (label: string, key: 'bearingDeg' | 'fieldOfViewDeg') => (
    <Field label={label} name={`place.${key}`} problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          type="number"
          step="1"
          value={place?.[key] ?? ''}
          disabled={!place}
          onChange={typed((value) => place && value !== '' && change({ ...place, [key]: Number(value) }))}
        />
      )}
    </Field>
  );
  return (
    <div class="two-columns">
      {degrees(words.bearing, 'bearingDeg')}
      {degrees(words.fieldOfView, 'fieldOfViewDeg')}
    </div>
  );
}
