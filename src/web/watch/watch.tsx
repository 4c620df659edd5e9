import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CameraFootage, FootageRequest } from '../api/shapes.ts';
import { setParameters, useLocation } from '../base/location.tsx';
import { SeenBy } from '../criteria/seen-by.tsx';
import { Lanes } from '../lanes/lanes.tsx';
import { useShortcut } from '../parts/shortcut.ts';
import { Player } from '../player/player.tsx';
import { StoryboardShelf } from '../player/storyboard.ts';
import { StoryboardTile } from '../player/storyboard-tile.tsx';
import { RequestWhy } from '../request-parts/request-why.tsx';
import { Marks, useMarks } from './marks.tsx';

interface WatchProps {
  readonly request: FootageRequest;
  readonly cameras: readonly CameraFootage[];
}

/** The player of an open request: the picture, marks beside it, and the lanes below as the scrubber. */
export function Watch({ request, cameras }: WatchProps) {
  const { search } = useLocation();
  const range = { fromMs: Date.parse(request.from), toMs: Date.parse(request.to) };
  const chosen =
    cameras.find(({ id }) => id === search.get('camera')) ??
    cameras.find(({ spans }) => spans.length > 0) ??
    cameras[0];
  const marks = useMarks();
  const startMs = Date.parse(search.get('t') ?? '') || Date.parse(chosen?.spans[0]?.from ?? request.from);
  const [frameMs, setFrameMs] = useState<number>();
  // An address that names an instant shows that frame; another camera plays or rests as the one before.
  const [isResting, setResting] = useState(() => search.has('t'));
  const rest = (ms: number | undefined) => {
    setResting(ms !== undefined);
    if (ms !== undefined) setParameters({ t: new Date(ms).toISOString() }, { replace: true });
  };
  const [wanted, setWanted] = useState<{ ms: number }>();
  const shelf = useMemo(() => new StoryboardShelf(), [request.id]);
  useEffect(() => () => shelf.clear(), [shelf]);
  const choose = (camera: CameraFootage, ms: number | undefined) => {
    const t = ms === undefined ? undefined : new Date(ms).toISOString();
    setParameters({ camera: camera.id, ...(t && { t }) }, { replace: camera.id === chosen?.id });
    if (ms !== undefined) setWanted({ ms });
  };
  useShortcut(['1', '2', '3', '4', '5', '6', '7', '8', '9'], (key) => {
    const camera = cameras[Number(key) - 1];
    if (camera) choose(camera, frameMs);
  });
  const label = (camera: CameraFootage) => (
    <button
      type="button"
      class="lane-choice"
      aria-pressed={camera.id === chosen?.id}
      onClick={() => choose(camera, frameMs)}
    >
      <SeenBy camera={camera} digit={cameras.indexOf(camera) + 1} />
    </button>
  );
  return (
    <div class="watch">
      <div class="watch-picture">
        {chosen && (
          <Player
            key={chosen.id}
            requestId={request.id}
            camera={chosen}
            range={range}
            startMs={startMs}
            startsPaused={isResting}
            wanted={wanted}
            onFrame={setFrameMs}
            onRest={rest}
          />
        )}
      </div>
      <aside class="watch-side stack">
        <RequestWhy request={request} />
        {chosen && <Marks marks={marks} frameMs={frameMs} go={(ms) => choose(chosen, ms)} />}
      </aside>
      <Lanes
        cameras={cameras}
        {...range}
        cursorMs={frameMs}
        marked={marks}
        label={label}
        choose={choose}
        tip={(camera, ms) => (
          <StoryboardTile shelf={shelf} of={{ id: request.id, cameraId: camera.id }} ms={ms} />
        )}
      />
    </div>
  );
}
