import { useMemo } from 'preact/hooks';
import type { FootageRequest, RequestArea } from '../../client/index.ts';
import { cornersText, middleOfPoints } from '../map/geometry.ts';
import type { MapArea, MapCamera } from '../map/map-layers.ts';
import { useMessages } from '../messages/language.tsx';
import { useCameras } from '../names/camera-names.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { lazily } from '../parts/lazily.tsx';
import { WhenSeen } from '../parts/when-seen.tsx';

const CameraMap = lazily(async () => (await import('../map/map.tsx')).CameraMap);

/** Where a request is: its cameras and what they look at, and the place that was named. */
export function RequestMap({ request }: { readonly request: FootageRequest }) {
  const { inbox: words } = useMessages();
  const { data, problem, reload } = useCameras();
  const { id, caseNumber, cameraIds, area } = request;
  const what = JSON.stringify([cameraIds, area]);
  const cameras = useMemo(() => {
    const wanted = new Set([...cameraIds, ...('cameras' in area ? area.cameras : [])]);
    return (data?.cameras ?? []).flatMap(({ id, name, place }): MapCamera[] =>
      place && wanted.has(id) ? [{ id, name, place, tone: 'chosen' }] : [],
    );
  }, [data, what]);
  const place = useMemo(() => placeOf(area), [what]);
  return (
    <WhenSeen class="request-map">
      {() => (
        <>
          <CameraMap
            label={words.whereOf(caseNumber)}
            cameras={cameras}
            frameKey={`${id} ${what} ${cameras.length}`}
            {...(place && { place: place.at, radiusM: place.radiusM })}
          />
          <ProblemNotice problem={problem} retry={reload} />
        </>
      )}
    </WhenSeen>
  );
}

/** The part of an area that the map can draw; for others, their cameras mark the place. */
function placeOf(area: RequestArea): { readonly at: MapArea; readonly radiusM: number } | undefined {
  if ('near' in area) return { at: area.near, radiusM: area.radiusM };
  if ('polygon' in area) {
    return { at: { ...middleOfPoints(area.polygon), polygon: cornersText(area.polygon) }, radiusM: 0 };
  }
  if (!('bbox' in area)) return undefined;
  const { west, south, east, north } = area.bbox;
  const middle = { lat: (south + north) / 2, lon: (west + east) / 2 };
  return { at: { ...middle, bbox: [west, south, east, north].join(',') }, radiusM: 0 };
}
