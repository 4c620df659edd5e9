import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CameraFootage, GapReason } from '../api/shapes.ts';
import { laneRecordsOf } from '../lanes/lane-records.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { frameText } from '../time/format.ts';
import type { Range } from '../time/spoken-range.ts';
import { Controls } from './controls.tsx';
import { CopyLine, CopyText } from './copy-notice.tsx';
import { doubtText } from './doubt-text.ts';
import { FrameStanding } from './frame-standing.tsx';
import { toggleFullScreen } from './full-screen.ts';
import { type MissingTime, missingAt } from './missing.ts';
import { PictureNotices } from './picture-notices.tsx';
import { shapeOf } from './picture-shape.ts';
import { viewStyle } from './picture-view.ts';
import { usePlayback } from './playback.ts';
import { isCodecRefused, isRefusedStretch } from './player-problem.ts';
import { playlistWindow } from './playlist-window.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { useMissing } from './use-missing.ts';
import { usePictureView } from './use-picture-view.ts';
import { useVariant } from './use-variant.ts';
import { ViewControls } from './view-controls.tsx';

interface PlayerProps {
  readonly requestId: string;
  readonly camera: CameraFootage;
  /** The opened range; at most six hours of it are in one playlist. */
  readonly range: Range;
  readonly startMs: number;
  /** Seeks whenever this changes. */
  readonly wanted: { readonly ms: number } | undefined;
  /** Shows the frame of `startMs` and does not play. */
  readonly startsPaused: boolean;
  /** Called for every shown frame. */
  readonly onFrame: (wallMs: number) => void;
  /** Called when it plays, and with the frame that stays on the screen when it does not. */
  readonly onRest: (wallMs: number | undefined) => void;
  /** Called when a person jumps to an instant, also while it plays on. */
  readonly onJump: (wallMs: number) => void;
}

/** One camera's picture; the clock over it is that of the frame. */
export function Player(props: PlayerProps) {
  const { requestId, camera, range, startMs, startsPaused, wanted, onFrame, onRest, onJump } = props;
  const { messages, language } = useLanguage();
  const { player: words } = messages;
  const of = { id: requestId, cameraId: camera.id };
  const section = useRef<HTMLElement>(null);
  const frame = useRef<HTMLElement>(null);
  const [view, change] = usePictureView(frame);
  const hasFootage = camera.spans.length > 0;
  const [listed] = useState(() => playlistWindow(range, startMs));
  const chosen = useVariant(of, listed, hasFootage);
  const isCopy = chosen.variant?.isCopy ?? false;
  const gaps = useMemo(() => missingOf(camera), [camera]);
  const [startsMissing] = useState(() => missingAt(gaps, startMs) !== undefined);
  const options = { startsPaused: startsPaused || startsMissing };
  const playback = useMissing(usePlayback(chosen.variant?.url, startMs, options), gaps, {
    startMs,
    endMs: range.toMs,
  });
  const { video, frameMs, doubtMs, seek, stretch, missing } = playback;
  const isLoading = playback.isLoading || !(chosen.variant || chosen.problem);
  const isWaiting = playback.isWaiting || (isLoading && hasFootage);
  const isAway = chosen.isAway || playback.isAway;
  const problem = chosen.problem ?? playback.problem;
  const retry = chosen.problem ? chosen.retry : playback.retry;
  useEffect(() => {
    if (problem && isCodecRefused(problem)) chosen.refuseOriginal();
  }, [problem]);
  const records = useMemo(() => laneRecordsOf(camera), [camera]);
  const altered = records?.altered.filter(({ kind }) => kind === 'segment') ?? [];
  useEffect(() => wanted && seek(wanted.ms), [wanted]);
  useEffect(() => {
    if (frameMs !== undefined) onFrame(frameMs);
  }, [frameMs]);
  const { isPaused } = playback;
  useEffect(() => {
    if (!isPaused) return onRest(undefined);
    if (frameMs === undefined || isWaiting) return undefined;
    const timer = window.setTimeout(() => onRest(frameMs), restMs);
    return () => window.clearTimeout(timer);
  }, [isPaused, isWaiting, frameMs]);
  return (
    <section class="player" ref={section} aria-label={words.region(camera.name)}>
      <div class="player-picture">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the picture */}
        <figure class="player-frame" ref={frame} aria-label={words.picture} tabIndex={0}>
          <video
            ref={video}
            muted
            playsInline
            crossOrigin="anonymous"
            tabIndex={-1}
            style={{ ...shapeOf(camera.displayAspect), ...viewStyle(view) }}
          />
          <PictureNotices playback={{ ...playback, isWaiting, isAway, problem }} missing={missing} />
          {isCopy && <CopyLine />}
        </figure>
        <div
          class="player-clock number"
          data-frame-ms={frameMs === undefined ? undefined : Math.round(frameMs)}
        >
          <span class="hidden-text">{words.clock}: </span>
          {frameMs === undefined ? (isLoading && hasFootage ? words.loading : '–') : frameText(frameMs)}
          {doubtMs > 0 && (
            <span class="player-doubt" title={words.doubt}>
              {' '}
              ± {doubtText(doubtMs, language)}
            </span>
          )}
          {frameMs !== undefined && !missing && <FrameStanding records={records} frameMs={frameMs} />}
          {isCopy && <CopyText />}
        </div>
      </div>
      {!hasFootage && <Nothing />}
      {problem && stretch && isRefusedStretch(problem) ? (
        <RefusalNotice refused={{ problem, stretch }} altered={altered} seek={seek} endMs={range.toMs} />
      ) : (
        <ProblemNotice problem={problem} retry={retry} />
      )}
      <Controls
        playback={playback}
        of={of}
        cameraName={camera.name}
        jumped={onJump}
        toggleFullScreen={() => toggleFullScreen(section.current)}
      />
      <ViewControls view={view} change={change} />
    </section>
  );
}

const missingOf = ({ gaps }: CameraFootage): MissingTime<GapReason>[] =>
  gaps.map(({ from, to, reason }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to), reason }));

function Nothing() {
  const { problems } = useMessages();
  const { cause, remedy } = problems['nothing-recorded'];
  return (
    <p class="notice">
      <strong>{cause}</strong> {remedy}
    </p>
  );
}

/** Frames that follow each other faster are stepped through. */
const restMs = 200;
