import { useMemo } from 'preact/hooks';
import type { CameraFootage } from '../../api/shapes.ts';
import { type LaneRecords, laneRecordsOf } from '../../lanes/lane-records.ts';
import { useMessages } from '../../messages/language.tsx';
import { Controls } from '../../player/controls.tsx';
import type { FootageOf } from '../../player/footage-of.ts';
import { FrameStanding } from '../../player/frame-standing.tsx';
import type { Playback } from '../../player/playback.ts';
import { frameText } from '../../time/format.ts';
import type { Conductor } from '../clock/conductor.ts';
import { useHeard } from '../clock/use-conductor.ts';

interface TileControlsProps {
  readonly of: FootageOf;
  readonly camera: CameraFootage | undefined;
  readonly conductor: Conductor;
  /** The playback of the picture in focus. */
  readonly playback: Playback;
  readonly toggleFullScreen: () => void;
}

/** The time of the picture in focus, and the controls: they play all pictures, and still and step are of that one. */
export function TileControls({ of, camera, conductor, playback, toggleFullScreen }: TileControlsProps) {
  const { player: words } = useMessages();
  const records: LaneRecords | undefined = useMemo(() => camera && laneRecordsOf(camera), [camera]);
  const isPaused = useHeard(conductor, () => conductor.isPaused);
  const rate = useHeard(conductor, () => conductor.rate);
  const isShown = useHeard(conductor, () => conductor.isShown(of.cameraId));
  const frameMs = isShown ? playback.frameMs : undefined;
  const all: Playback = {
    ...playback,
    frameMs: frameMs ?? conductor.ms,
    ...{ isPaused, rate },
    play: () => conductor.play(),
    pause: () => conductor.pause(),
    setRate: (next) => conductor.setRate(next),
    seek: (ms) => conductor.seek(ms),
    step: (frames) => conductor.step(frames),
  };
  return (
    <div class="player">
      <div
        class="player-clock number"
        data-frame-ms={frameMs === undefined ? undefined : Math.round(frameMs)}
      >
        <span class="hidden-text">{words.clock}: </span>
        {frameText(frameMs ?? conductor.ms)}
        {camera && <span class="small"> {camera.name}</span>}
        {frameMs !== undefined && <FrameStanding records={records} frameMs={frameMs} />}
      </div>
      <Controls playback={all} cameraName={camera?.name ?? ''} {...{ of, toggleFullScreen }} />
    </div>
  );
}
