import { useEffect, useState } from 'preact/hooks';
import type { CameraFootage } from '../../api/shapes.ts';
import { useMessages } from '../../messages/language.tsx';
import { CopyLine } from '../../player/copy-notice.tsx';
import { type Playback, usePlayback } from '../../player/playback.ts';
import { isCodecRefused } from '../../player/player-problem.ts';
import { playlistWindow } from '../../player/playlist-window.ts';
import { useVariant } from '../../player/use-variant.ts';
import { clockText } from '../../time/format.ts';
import type { Range } from '../../time/spoken-range.ts';
import type { Conductor, TileStanding } from '../clock/conductor.ts';
import { TileCover } from './tile-cover.tsx';

interface TileProps {
  readonly requestId: string;
  readonly cameraId: string;
  /** `undefined`: the request opens no such camera. */
  readonly camera: CameraFootage | undefined;
  /** The key that puts it in focus. */
  readonly digit: number | undefined;
  readonly range: Range;
  readonly conductor: Conductor;
  readonly isFocus: boolean;
  readonly choose: () => void;
  readonly go: (ms: number) => void;
  /** Called with each picture of the one in focus. */
  readonly onPlayback: (playback: Playback) => void;
}

/** One camera's picture among others: what it shows, or why it shows nothing. */
export function CameraTile({
  cameraId,
  camera,
  conductor,
  isFocus,
  choose,
  go,
  onPlayback,
  ...of
}: TileProps) {
  const { player: words, watch } = useMessages();
  const [standing, setStanding] = useState<TileStanding>({ kind: 'waiting', pace: 'full' });
  const [startMs] = useState(conductor.ms);
  const isOpened = camera !== undefined && camera.spans.length > 0;
  const [window] = useState(() => playlistWindow(of.range, startMs));
  const chosen = useVariant({ id: of.requestId, cameraId }, window, isOpened);
  const url = chosen.variant?.url;
  const playback = usePlayback(url, startMs, { startsPaused: true });
  const { video, frameMs, stretch, fragments, light, play, seek, step, setRate } = playback;
  const isAway = chosen.isAway || playback.isAway;
  const problem = chosen.problem ?? playback.problem;
  const retry = chosen.problem ? chosen.retry : playback.retry;
  useEffect(() => {
    if (problem && isCodecRefused(problem)) chosen.refuseOriginal();
  }, [problem]);
  const led = () => ({
    video: isOpened ? video.current : null,
    isFailed: !isOpened || problem !== undefined,
    ...{ refused: problem && stretch, fragments, play, seek, step, setRate },
  });
  useEffect(() => conductor.join(cameraId, led(), setStanding), [conductor, cameraId, url]);
  useEffect(() => conductor.update(cameraId, led()));
  useEffect(() => {
    if (frameMs !== undefined) conductor.shown(cameraId, frameMs);
  }, [frameMs]);
  useEffect(() => {
    if (isFocus) onPlayback(playback);
  });
  const pace = light.length > 0 ? 'stills' : standing.pace;
  const name = camera?.name ?? watch.outsideName;
  return (
    <section
      class={isFocus ? 'watch-tile is-focus' : 'watch-tile'}
      aria-label={words.region(name)}
      data-pace={pace}
      data-standing={standing.kind}
    >
      <video ref={video} muted playsInline crossOrigin="anonymous" tabIndex={-1} style={shapeIn(camera)} />
      <button
        type="button"
        class="watch-tile-choice"
        aria-pressed={isFocus}
        aria-label={watch.focus(name)}
        onClick={choose}
      />
      <TileCover {...{ camera, standing, problem, isAway, conductor, retry, go }} />
      {chosen.variant?.isCopy && <CopyLine />}
      <div class="watch-tile-line small" aria-hidden="true">
        {of.digit !== undefined && <kbd class="number">{of.digit}</kbd>}
        <span class="lane-name">{name}</span>
        {pace === 'stills' && (
          <span class="watch-stills">{light[0] ? words.light[light[0]] : watch.stills}</span>
        )}
        <span class="number push" data-frame-ms={frameMs === undefined ? undefined : Math.round(frameMs)}>
          {frameMs !== undefined && standing.kind === 'shown' && tileTime(frameMs)}
        </span>
      </div>
    </section>
  );
}

const tileTime = (ms: number): string => `${clockText(ms)},${String(Math.floor(ms) % 1000).padStart(3, '0')}`;

/** A picture that is squeezed into another shape than it is to be seen in. */
const shapeIn = (camera: CameraFootage | undefined) =>
  camera?.displayAspect === undefined
    ? {}
    : ({ aspectRatio: camera.displayAspect.replace(':', ' / '), objectFit: 'fill', width: 'auto' } as const);
