import { useEffect, useMemo, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { CameraFootage, FootageAnswer, ListedCamera, Role } from '../api/shapes.ts';
import { setParameters, useLocation } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import {
  areaQuery,
  type FindState,
  placeText,
  readFindState,
  setPlace,
  setRange,
} from '../criteria/find-state.ts';
import { AreaDrawing } from '../map/area-drawing.tsx';
import { cornersText, middleOfPoints } from '../map/geometry.ts';
import { CameraMap } from '../map/map.tsx';
import type { MapCamera } from '../map/map-layers.ts';
import { useMessages } from '../messages/language.tsx';
import { useCameras } from '../names/camera-names.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { minuteMs } from '../time/durations.ts';
import { useWriting } from './draft-in-find.ts';
import { FileRequest } from './file-request.tsx';
import { Found } from './found.tsx';
import { isNegative, NegativeAnswerOffer } from './negative-answer.tsx';
import { PlaceField } from './place-field.tsx';
import { TimeField } from './time-field.tsx';

const usualLengthMs = 20 * 60_000;
/** While the range reaches so near the present, what there is of it still changes. */
const settledMs = 5 * 60_000;

const gives = (role: Role): boolean => role === 'officer' || role === 'custodian';

/** Place, time, who saw it, request: from left to right. */
export function FindPage() {
  const { find: words } = useMessages();
  const { role } = useUser();
  const { search } = useLocation();
  const state = readFindState(search);
  const { place, range, radiusM } = state;
  useEffect(() => {
    const nowMs = Math.floor(Date.now() / minuteMs) * minuteMs;
    if (!range) setRange({ fromMs: nowMs - usualLengthMs, toMs: nowMs }, { replace: true });
  }, [range === undefined]);
  const [isDrawing, setDrawing] = useState(false);
  const all = useCameras();
  const found = useFootage(state);
  const writing = useWriting(state.draft);
  const cameras = useMemo(
    () => mapCameras(all.data?.cameras ?? [], place && found.data?.cameras, state.camera),
    [all.data, found.data, place === undefined, state.camera],
  );
  if (!range) return <Skeleton />;
  return (
    <div class="find">
      <h1 class="hidden-text">{words.title}</h1>
      <section class="panel find-ask" aria-label={`${words.place}, ${words.time}`}>
        <PlaceField place={place} radiusM={radiusM} />
        <TimeField range={range} />
      </section>
      <section class="find-map" aria-label={words.map}>
        <CameraMap
          label={words.map}
          cameras={cameras}
          place={place}
          radiusM={radiusM}
          frameKey={
            place
              ? `${placeText(place)} ${place.polygon ?? place.bbox ?? place.neighbourhood ?? radiusM}`
              : `all ${all.data?.cameras.length ?? 0}`
          }
          {...(!isDrawing && { choosePlace: setPlace })}
          chooseCamera={(camera) => setParameters({ camera }, { replace: true })}
        >
          {(map) => (
            <AreaDrawing
              map={map}
              isDrawing={isDrawing}
              setDrawing={setDrawing}
              finish={(corners) =>
                setPlace({
                  ...middleOfPoints(corners),
                  name: words.drawnArea(corners.length),
                  polygon: cornersText(corners),
                })
              }
            />
          )}
        </CameraMap>
      </section>
      <section class="stack find-found" aria-labelledby="who-saw">
        <div class="row">
          <h2 id="who-saw">{words.whoSaw}</h2>
          {place && found.data && <span class="soft">{words.count(found.data.cameras.length)}</span>}
        </div>
        <ProblemNotice
          problem={found.problem ?? all.problem}
          retry={found.problem ? found.reload : all.reload}
        />
        {!place && (
          <p class="notice">{all.data?.cameras.length === 0 ? words.noCamerasAtAll : words.startHere}</p>
        )}
        {found.isLoading && <Skeleton lines={5} />}
        {place && found.data && <Found answer={found.data} state={state} range={range} />}
        {place && found.data && gives(role) && isNegative(found.data) && (
          <NegativeAnswerOffer
            key={JSON.stringify([place, radiusM, range])}
            place={place}
            radiusM={radiusM}
            range={range}
          />
        )}
        {place && found.data && role === 'officer' && (
          <FileRequest answer={found.data} state={state} range={range} writing={writing} />
        )}
      </section>
    </div>
  );
}

function useFootage({ place, radiusM, range }: FindState) {
  const area = place && areaQuery(place, radiusM);
  const key = area && range ? `footage ${JSON.stringify(area)} ${range.fromMs} ${range.toMs}` : undefined;
  const isMoving = range !== undefined && range.toMs > Date.now() - settledMs;
  return useQuery<FootageAnswer>(
    key,
    (signal) => {
      const { fromMs, toMs } = range ?? { fromMs: 0, toMs: 0 };
      const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
      return api.lookUpFootage({ ...area, from, to }, { signal });
    },
    { everyMs: isMoving ? 10_000 : undefined },
  );
}

/** All cameras that have a place; once a place is looked at, those that are not near it stand back. */
function mapCameras(
  all: readonly ListedCamera[],
  near: readonly CameraFootage[] | undefined,
  chosen: string | undefined,
): MapCamera[] {
  const nearby = new Set(near?.map(({ id }) => id));
  return all.flatMap(({ id, name, place }): MapCamera[] => {
    if (!place) return [];
    const isFaint = near !== undefined && !nearby.has(id);
    return [{ id, name, place, tone: id === chosen ? 'chosen' : isFaint ? 'faint' : 'usual' }];
  });
}
