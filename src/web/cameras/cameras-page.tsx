import { useMemo } from 'preact/hooks';
import type { HealthList } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { ListedCamera } from '../api/shapes.ts';
import { Link, navigate, useLocation } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { CameraMap } from '../map/map.tsx';
import type { MapCamera } from '../map/map-layers.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Icon } from '../parts/icon.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { AllCameras } from './all-cameras.tsx';
import { Moves } from './moves.tsx';
import { isMissing } from './recording-state.ts';
import { ToDo } from './to-do.tsx';
import { Visits } from './visits.tsx';

const everyMs = 15_000;

/** Which house to visit first and why, what is to be done, all cameras; and the same on a map. */
export function CamerasPage() {
  const { cameras: words, frame } = useMessages();
  const known = useQuery('cameras', (signal) => api.listCameras({ signal }), { everyMs });
  const health = useQuery('health', (signal) => api.listVisits({ signal }), { everyMs });
  const toDo = useQuery('to-do', (signal) => api.listToDo({ signal }), { everyMs });
  const cameras = known.data?.cameras ?? [];
  const onMap = useMemo(() => mapCameras(cameras, health.data), [known.data, health.data]);
  const recording = cameras.filter((camera) => camera.recording?.state === 'recording').length;
  const list = useLocation().search.get('list');
  const isEmpty = known.data?.cameras.length === 0;
  return (
    <div class="stack">
      <header class="row">
        <h1>{words.title}</h1>
        {cameras.length > 0 && <span class="soft">{words.summary(recording, cameras.length)}</span>}
        <Link to="/discovery" class="button primary push">
          <Icon name="search" />
          {frame.discover}
        </Link>
      </header>
      <ProblemNotice problem={known.problem} retry={known.reload} />
      <Moves />
      {known.isLoading && <Skeleton lines={8} />}
      {isEmpty && <p class="notice">{words.empty}</p>}
      {cameras.length > 0 && (
        <div class="cameras">
          <section class="panel stack" aria-label={words.title}>
            <Lists
              visits={health.data?.neighbourhoods.flatMap(({ visits }) => visits).length}
              toDo={toDo.data?.items.length}
              all={cameras.length}
            />
            {list === 'all' && <AllCameras cameras={cameras} />}
            {list === 'to-do' && <ToDo query={toDo} cameras={cameras} />}
            {list !== 'all' && list !== 'to-do' && <Visits query={health} />}
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

interface ListsProps {
  readonly visits: number | undefined;
  readonly toDo: number | undefined;
  readonly all: number;
}

function Lists(counts: ListsProps) {
  const { cameras: words } = useMessages();
  const list = useLocation().search.get('list') ?? 'visits';
  const lists = [
    { name: 'visits', word: words.visits, count: counts.visits },
    { name: 'to-do', word: words.toDo, count: counts.toDo },
    { name: 'all', word: words.all, count: counts.all },
  ];
  return (
    <nav class="tabs" aria-label={words.lists}>
      {lists.map(({ name, word, count }) => (
        <Link key={name} to={`/cameras?list=${name}`} isCurrent={list === name}>
          {word}
          {count !== undefined && <span class="number"> ({count})</span>}
        </Link>
      ))}
    </nav>
  );
}

function mapCameras(cameras: readonly ListedCamera[], health: HealthList | undefined): MapCamera[] {
  const toVisit = new Set(
    health?.neighbourhoods.flatMap(({ visits }) => visits.map(({ cameraId }) => cameraId)),
  );
  return cameras.flatMap((camera): MapCamera[] => {
    const { id, name, place, recording } = camera;
    if (!place) return [];
    const isBad = isMissing(camera) || toVisit.has(id);
    return [{ id, name, place, tone: isBad ? 'bad' : recording?.state === 'off' ? 'faint' : 'usual' }];
  });
}
