import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CameraFootage, FootageRequest } from '../api/shapes.ts';
import { setParameters, useLocation } from '../base/location.tsx';
import { SeenBy } from '../criteria/seen-by.tsx';
import { Lanes } from '../lanes/lanes.tsx';
import { useLaneView } from '../lanes/use-lane-view.ts';
import { useMessages } from '../messages/language.tsx';
import { lazily } from '../parts/lazily.tsx';
import { useShortcut } from '../parts/shortcut.ts';
import { StoryboardShelf } from '../player/storyboard.ts';
import { StoryboardTile } from '../player/storyboard-tile.tsx';
import { RequestWhy } from '../request-parts/request-why.tsx';
import type { Range } from '../time/spoken-range.ts';
import { instantIn, instantText } from './address.ts';
import { LayoutChoice } from './layout-choice.tsx';
import { Marks, useMarks } from './marks.tsx';
import { NotedMarks } from './noted/noted-marks.tsx';
import { Pictures } from './pictures.tsx';
import { parametersOf, readScreen, type WatchScreen, withFocus, withLayout, withToggled } from './screen.ts';

const Changed = lazily(async () => (await import('./changed/changed.tsx')).Changed);

interface WatchProps {
  readonly request: FootageRequest;
  readonly cameras: readonly CameraFootage[];
}

/** The player of an open request: pictures, marks beside them, and the lanes below as the scrubber. */
export function Watch({ request, cameras }: WatchProps) {
  const { search } = useLocation();
  const { watch: words } = useMessages();
  const range = { fromMs: Date.parse(request.from), toMs: Date.parse(request.to) };
  const screen = readScreen(search, cameras);
  const { layout, tiles, focus } = screen;
  const focused = cameras.find(({ id }) => id === focus);
  const pictures = useRef<HTMLDivElement>(null);
  const marks = useMarks();
  const view = useLaneView(range);
  const [frameMs, setFrameMs] = useState<number>();
  const [moments, setMoments] = useState<ReadonlyMap<string, readonly Range[]>>();
  const [wanted, setWanted] = useState<{ ms: number }>();
  const [start] = useState(() => {
    const ms = instantIn(search, 't');
    return { ms: ms ?? Date.parse(focused?.spans[0]?.from ?? request.from), isPaused: ms !== undefined };
  });
  const shelf = useMemo(() => new StoryboardShelf(), [request.id]);
  useEffect(() => () => shelf.clear(), [shelf]);
  const show = (next: WatchScreen, ms = frameMs) => {
    const t = ms === undefined ? undefined : instantText(ms);
    const isSame = next.layout === layout && next.focus === focus && next.tiles.join() === tiles.join();
    setParameters({ ...parametersOf(next), ...(t && { t }) }, { replace: isSame });
    // It was wanted of the picture that goes.
    if (!isSame) setWanted(undefined);
  };
  const go = (ms: number, id = focus) => {
    show(id === undefined ? screen : withFocus(screen, id), ms);
    setWanted({ ms });
  };
  useShortcut(['1', '2', '3', '4', '5', '6', '7', '8', '9'], (key) => {
    const camera = cameras[Number(key) - 1];
    if (camera) show(withFocus(screen, camera.id));
  });
  const label = (camera: CameraFootage) => (
    <>
      {layout > 1 && (
        <label class="tick">
          <input
            type="checkbox"
            checked={tiles.includes(camera.id)}
            onChange={() => show(withToggled(screen, camera.id))}
            aria-label={words.beside(camera.name)}
          />
        </label>
      )}
      <button
        type="button"
        class="lane-choice"
        aria-pressed={camera.id === focus}
        onClick={() => show(withFocus(screen, camera.id))}
      >
        <SeenBy camera={camera} digit={cameras.indexOf(camera) + 1} />
      </button>
    </>
  );
  return (
    <div class="watch">
      <div class="watch-picture stack tight" ref={pictures}>
        <LayoutChoice
          layout={layout}
          cameras={cameras.length}
          choose={(next) => show(withLayout(screen, next, cameras))}
        />
        <Pictures
          requestId={request.id}
          {...{ cameras, screen, range, start, wanted, go }}
          choose={(id) => show(withFocus(screen, id))}
          onFrame={setFrameMs}
        />
      </div>
      <aside class="watch-side stack">
        <RequestWhy request={request} />
        {focused && <Marks marks={marks} frameMs={frameMs} go={(ms) => go(ms)} />}
        {focused && <NotedMarks requestId={request.id} camera={focused} {...{ cameras, frameMs, go }} />}
        {focused && (
          <Changed
            requestId={request.id}
            {...{ cameras, tiles, frameMs, shelf, go }}
            tell={setMoments}
            camera={focused}
            opened={range}
            marked={marks}
            videoInFocus={() => pictures.current?.querySelector('.player video, .is-focus video') ?? null}
          />
        )}
      </aside>
      <Lanes
        cameras={cameras}
        {...range}
        view={view}
        cursorMs={frameMs}
        marked={marks}
        {...(moments && { moments })}
        label={label}
        choose={(camera, ms) => go(ms, camera.id)}
        tip={(camera, ms) => (
          <StoryboardTile shelf={shelf} of={{ id: request.id, cameraId: camera.id }} ms={ms} />
        )}
      />
    </div>
  );
}
