import type HlsType from 'hls.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { announceEnd } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import {
  doubtMsOf,
  frameLengthS,
  mediaSOf,
  type PresentedFrame,
  type TimedFragment,
  wallMsOf,
} from './frame-time.ts';
import { playerProblem } from './player-problem.ts';
import { useStepping } from './stepping.ts';

/** A video element that plays a playlist of a request, in terms of wall time. */
export interface Playback {
  readonly video: { current: HTMLVideoElement | null };
  /** Wall time of the frame that is shown, as its playlist says. */
  readonly frameMs: number | undefined;
  /** How far off that may be; 0 when it is certain. */
  readonly doubtMs: number;
  readonly isLoading: boolean;
  readonly problem: Problem | undefined;
  readonly seek: (wallMs: number) => void;
  /** Reloads and resumes at the same position. */
  readonly retry: () => void;
  /** Shows the next frame, or the one before. */
  readonly step: (frames: 1 | -1) => void;
}

/** Until two frames in a row were seen: the pace of most cameras' slower streams. */
const usualFrameS = 1 / 15;

/** Plays `url` from `startMs` on. hls.js is loaded only here: who plays nothing does not wait for it. */
export function usePlayback(url: string | undefined, startMs: number): Playback {
  const video = useRef<HTMLVideoElement>(null);
  const player = useRef<HlsType>();
  const wanted = useRef<number | undefined>(startMs);
  const [attempt, setAttempt] = useState({ fromMs: startMs });
  const [problem, setProblem] = useState<Problem>();
  const frame = useShownFrame(video, () => fragmentsOf(player.current), url, attempt);

  useEffect(() => {
    const element = video.current;
    if (!url || !element) return undefined;
    wanted.current = attempt.fromMs;
    setProblem(undefined);
    let isGone = false;
    const begin = async () => {
      const { default: Hls } = await import('hls.js');
      if (isGone) return;
      if (!Hls.isSupported()) return setProblem(new Problem(0, 'player-unsupported', ''));
      // Without a worker: the content security policy allows none from memory, and fragments are played as they are.
      const hls = new Hls({
        enableWorker: false,
        startPosition: 0,
        maxBufferLength: 20,
        backBufferLength: 30,
      });
      player.current = hls;
      hls.on(Hls.Events.LEVEL_LOADED, () => goToWanted(element, hls, wanted));
      hls.on(Hls.Events.ERROR, (_event, data) => data.fatal && fail(playerProblem(data)));
      hls.loadSource(url);
      hls.attachMedia(element);
      // A browser that plays nothing unasked leaves it to the button.
      element.play().catch(() => undefined);
    };
    void begin().catch(() => setProblem(new Problem(0, 'network', '')));
    return () => {
      isGone = true;
      player.current?.destroy();
      player.current = undefined;
    };
  }, [url, attempt]);

  const fail = (found: Problem) => {
    setProblem(found);
    if (found.code === 'sign-in-needed') announceEnd();
  };
  const retry = () => setAttempt({ fromMs: frame.wallMs ?? wanted.current ?? startMs });
  const seek = (wallMs: number): void => {
    wanted.current = wallMs;
    // After a fault the player loads nothing more; elsewhere it may play.
    if (problem) setAttempt({ fromMs: wallMs });
    else if (video.current && player.current) goToWanted(video.current, player.current, wanted);
  };
  const step = useStepping(video, frame);
  const isLoading = url !== undefined && frame.wallMs === undefined && problem === undefined;
  return { video, frameMs: frame.wallMs, doubtMs: frame.doubtMs, isLoading, problem, seek, retry, step };
}

const fragmentsOf = (hls: HlsType | undefined): readonly TimedFragment[] =>
  hls?.latestLevelDetails?.fragments ?? [];

function goToWanted(video: HTMLVideoElement, hls: HlsType, wanted: { current: number | undefined }): void {
  if (wanted.current === undefined) return;
  const mediaS = mediaSOf(fragmentsOf(hls), wanted.current);
  if (mediaS === undefined) return;
  wanted.current = undefined;
  video.currentTime = mediaS;
}

interface ShownFrame extends PresentedFrame {
  readonly wallMs: number | undefined;
  readonly doubtMs: number;
  readonly lengthS: number;
}

const nothingShown: ShownFrame = {
  mediaS: undefined,
  wallMs: undefined,
  doubtMs: 0,
  lengthS: usualFrameS,
  presented: 0,
};

/** The frame that is really on the screen, as the browser says when it draws one. */
function useShownFrame(
  video: { current: HTMLVideoElement | null },
  fragments: () => readonly TimedFragment[],
  url: string | undefined,
  attempt: object,
): ShownFrame {
  const [shown, setShown] = useState(nothingShown);
  useEffect(() => {
    const element = video.current;
    setShown(nothingShown);
    if (!element || !url) return undefined;
    let asked = 0;
    const drawn: VideoFrameRequestCallback = (_now, { mediaTime, presentedFrames }) => {
      setShown((before) => ({
        mediaS: mediaTime,
        wallMs: wallMsOf(fragments(), mediaTime),
        doubtMs: doubtMsOf(fragments(), mediaTime),
        lengthS: frameLengthS(before, { mediaS: mediaTime, presented: presentedFrames }) ?? before.lengthS,
        presented: presentedFrames,
      }));
      asked = element.requestVideoFrameCallback(drawn);
    };
    asked = element.requestVideoFrameCallback(drawn);
    return () => element.cancelVideoFrameCallback(asked);
  }, [url, attempt]);
  return shown;
}
