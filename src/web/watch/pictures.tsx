import { useEffect, useRef } from 'preact/hooks';
import type { CameraFootage } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import { Player } from '../player/player.tsx';
import type { Range } from '../time/spoken-range.ts';
import { useAddressTime } from './address.ts';
import { type Start, useConductor, useHeard } from './clock/use-conductor.ts';
import type { WatchScreen } from './screen.ts';
import { Tiles } from './tiles/tiles.tsx';

interface PicturesProps {
  readonly requestId: string;
  readonly cameras: readonly CameraFootage[];
  readonly screen: WatchScreen;
  readonly range: Range;
  /** Where the screen begins. */
  readonly start: Start;
  /** Goes there whenever this changes. */
  readonly wanted: { readonly ms: number } | undefined;
  readonly choose: (cameraId: string) => void;
  readonly go: (ms: number) => void;
  /** Called for every shown frame of the picture in focus. */
  readonly onFrame: (wallMs: number) => void;
}

/** One picture, or several at one instant. From one layout to another time and pause are kept. */
export function Pictures(props: PicturesProps) {
  const { screen, start, onFrame } = props;
  const now = useRef(start);
  const kept = {
    ...props,
    start: now.current,
    onFrame: (ms: number) => {
      now.current = { ...now.current, ms };
      onFrame(ms);
    },
    onPaused: (isPaused: boolean) => {
      now.current = { ...now.current, isPaused };
    },
  };
  return screen.layout === 1 ? <Alone {...kept} /> : <Beside {...kept} />;
}

const pictureMs = 1_000 / 15;

interface KeptProps extends PicturesProps {
  readonly onPaused: (isPaused: boolean) => void;
}

function Alone({ requestId, cameras, screen, range, start, wanted, onFrame, onPaused }: KeptProps) {
  const { watch: words } = useMessages();
  const write = useAddressTime();
  const camera = cameras.find(({ id }) => id === screen.focus);
  if (!camera) return screen.focus === undefined ? null : <p class="notice">{words.outside}</p>;
  return (
    <Player
      key={camera.id}
      requestId={requestId}
      {...{ camera, range, wanted, onFrame }}
      startMs={start.ms}
      startsPaused={start.isPaused}
      onJump={write}
      onRest={(ms) => {
        onPaused(ms !== undefined);
        if (ms !== undefined) write(ms);
      }}
    />
  );
}

function Beside({ requestId, cameras, screen, range, start, wanted, onFrame, onPaused, ...acts }: KeptProps) {
  const write = useAddressTime();
  const conductor = useConductor(start, range, write);
  useEffect(() => wanted && conductor.seek(wanted.ms), [wanted]);
  // As often as a camera has a picture; the page draws more often than that.
  const ms = useHeard(conductor, () => Math.floor(conductor.ms / pictureMs) * pictureMs);
  useEffect(() => onFrame(conductor.ms), [ms, conductor.isPaused]);
  const isPaused = useHeard(conductor, () => conductor.isPaused);
  useEffect(() => onPaused(isPaused), [isPaused]);
  return <Tiles {...{ requestId, cameras, screen, range, conductor }} {...acts} />;
}
