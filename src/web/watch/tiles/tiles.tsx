import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CameraFootage } from '../../api/shapes.ts';
import { useMessages } from '../../messages/language.tsx';
import { toggleFullScreen } from '../../player/full-screen.ts';
import type { Playback } from '../../player/playback.ts';
import type { Range } from '../../time/spoken-range.ts';
import type { Conductor } from '../clock/conductor.ts';
import type { WatchScreen } from '../screen.ts';
import { CameraTile } from './camera-tile.tsx';
import { TileControls } from './tile-controls.tsx';

interface TilesProps {
  readonly requestId: string;
  readonly cameras: readonly CameraFootage[];
  readonly screen: WatchScreen;
  readonly range: Range;
  readonly conductor: Conductor;
  readonly choose: (cameraId: string) => void;
  readonly go: (ms: number) => void;
}

/** Pictures of several cameras at one instant. */
export function Tiles({ requestId, cameras, screen, range, conductor, choose, go }: TilesProps) {
  const { watch: words } = useMessages();
  const [playback, setPlayback] = useState<Playback>();
  const section = useRef<HTMLElement>(null);
  const { layout, tiles, focus } = screen;
  useEffect(() => conductor.focusOn(focus ?? ''), [conductor, focus]);
  // Each picture draws itself anew, and none of the others.
  const pictures = useMemo(
    () =>
      tiles.map((id) => {
        const place = cameras.findIndex((camera) => camera.id === id);
        return (
          <CameraTile
            key={id}
            {...{ requestId, range, conductor, go }}
            cameraId={id}
            camera={cameras[place]}
            digit={place >= 0 && place < 9 ? place + 1 : undefined}
            isFocus={id === focus}
            choose={() => choose(id)}
            onPlayback={setPlayback}
          />
        );
      }),
    [cameras, tiles.join(), focus, requestId, conductor],
  );
  return (
    <section class="watch-beside" ref={section} aria-label={words.layoutOf(layout)}>
      <div class={`watch-tiles is-${layout}`}>{pictures}</div>
      {playback && focus && (
        <TileControls
          of={{ id: requestId, cameraId: focus }}
          camera={cameras.find(({ id }) => id === focus)}
          conductor={conductor}
          playback={playback}
          toggleFullScreen={() => toggleFullScreen(section.current)}
        />
      )}
    </section>
  );
}
