import { useMemo } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { ListedCamera } from '../api/shapes.ts';
import { Link, navigate } from '../app/location.tsx';
import { useQuery } from '../app/query.ts';
import { CameraMap } from '../map/map.tsx';
import type { MapCamera } from '../map/map-layers.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';
import { Icon } from '../parts/icon.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { CameraTable } from './camera-table.tsx';
import { byVisit, isMissing } from './visit-order.ts';

/** Which house to visit first, and the same on a map. */
export function CamerasPage() {
  const { cameras: words, frame } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('cameras', (signal) => api.listCameras({ signal }), {
    everyMs: 15_000,
  });
  const cameras = useMemo(() => byVisit(data?.cameras ?? []), [data]);
  const onMap = useMemo(() => cameras.flatMap(mapCamera), [cameras]);
  const recording = cameras.filter((camera) => camera.recording?.state === 'recording').length;
  return (
    <div class="stack">
      <header class="row">
        <h1>{words.title}</h1>
        {data && cameras.length > 0 && <span class="soft">{words.summary(recording, cameras.length)}</span>}
        <Link to="/discovery" class="button primary push">
          <Icon name="search" />
          {frame.discover}
        </Link>
      </header>
      <Fault problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={8} />}
      {data && cameras.length === 0 && <p class="notice">{words.empty}</p>}
      {cameras.length > 0 && (
        <div class="cameras">
          <section class="panel" aria-label={words.title}>
            <p class="hint">{words.about}</p>
            <CameraTable cameras={cameras} />
          </section>
          <section class="cameras-map" aria-label={words.map}>
            <CameraMap
              label={words.map}
              cameras={onMap}
              frameKey={`all ${onMap.length}`}
              chooseCamera={(id) => navigate(`/cameras/${id}`)}
            />
          </section>
        </div>
      )}
    </div>
  );
}

function mapCamera(camera: ListedCamera): MapCamera[] {
  const { id, name, place, recording } = camera;
  if (!place) return [];
  return [
    { id, name, place, tone: isMissing(camera) ? 'bad' : recording?.state === 'off' ? 'faint' : 'usual' },
  ];
}
