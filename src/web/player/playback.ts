import type HlsType from 'hls.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { announceEnd } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { Range } from '../time/spoken-range.ts';
import {
  doubtMsOf,
  frameLengthS,
  mediaSOf,
  type PresentedFrame,
  type TimedFragment,
  wallMsOf,
} from './frame-time.ts';
import { isAltered, playerProblem } from './player-problem.ts';
import { type Playing, usePlaying } from './playing.ts';
import { type LoadedFragment, refusedStretch } from './refused-stretch.ts';
import { useStepping } from './stepping.ts';

/** Footage that the service does not give out, and of when it is. */
export interface RefusedFootage {
  readonly problem: Problem;
  readonly stretch: Range;
}

/** A video element that plays a playlist of a request, in terms of wall time. */
export interface Playback extends Playing {
  readonly video: { current: HTMLVideoElement | null };
  /** Wall time of the frame that is shown, as its playlist says. */
  readonly frameMs: number | undefined;
  /** How far off that may be; 0 when it is certain. */
  readonly doubtMs: number;
  readonly isLoading: boolean;
  readonly problem: Problem | undefined;
  /** Of when the footage is that the problem is about, where it is about some. */
  readonly stretch: Range | undefined;
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
  const [fault, setFault] = useState<Partial<RefusedFootage>>({});
  const playing = usePlaying(video);
  const frame = useShownFrame(video, () => fragmentsOf(player.current), url, attempt);

  useEffect(() => {
    const element = video.current;
    if (!url || !element) return undefined;
    wanted.current = attempt.fromMs;
    setFault({});
    let isGone = false;
    const begin = async () => {
      const { default: Hls } = await import('hls.js');
      if (isGone) return;
      if (!Hls.isSupported()) return setFault({ problem: new Problem(0, 'player-unsupported', '') });
      // Without a worker: the content security policy allows none from memory, and fragments are played as they are.
      const hls = new Hls({
        enableWorker: false,
        // Loading begins where it is wanted: what lies before may be refused.
        autoStartLoad: false,
        maxBufferLength: 20,
        backBufferLength: 30,
      });
      player.current = hls;
      hls.on(Hls.Events.LEVEL_LOADED, () => {
        const mediaS = goToWanted(element, hls, wanted);
        if (!hls.loadingEnabled) hls.startLoad(mediaS ?? 0);
      });
      hls.on(Hls.Events.ERROR, (_event, data) => {
        const found = playerProblem(data);
        // hls.js would go on behind altered footage where more is to come, and say nothing.
        if (!data.fatal && !isAltered(found)) return;
        hls.stopLoad();
        const isWhole = found.code === 'segment-altered';
        fail(found, refusedStretch(fragmentsOf(hls), data.frag, { isWhole }));
      });
      hls.loadSource(url);
      hls.attachMedia(element);
      playing.play();
    };
    void begin().catch(() => setFault({ problem: new Problem(0, 'network', '') }));
    return () => {
      isGone = true;
      player.current?.destroy();
      player.current = undefined;
    };
  }, [url, attempt]);

  const fail = (problem: Problem, stretch: Range | undefined) => {
    setFault({ problem, ...(stretch && { stretch }) });
    if (problem.code === 'sign-in-needed') announceEnd();
  };
  const retry = () => setAttempt({ fromMs: frame.wallMs ?? wanted.current ?? startMs });
  const seek = (wallMs: number): void => {
    wanted.current = wallMs;
    // After a fault the player loads nothing more; elsewhere it may play.
    if (fault.problem) setAttempt({ fromMs: wallMs });
    else if (video.current && player.current) goToWanted(video.current, player.current, wanted);
  };
  const step = useStepping(video, frame);
  const isLoading = url !== undefined && frame.wallMs === undefined && fault.problem === undefined;
  const { wallMs: frameMs, doubtMs } = frame;
  const { problem, stretch } = fault;
  return { ...playing, video, frameMs, doubtMs, isLoading, problem, stretch, seek, retry, step };
}

const fragmentsOf = (hls: HlsType | undefined): readonly (TimedFragment & LoadedFragment)[] =>
  hls?.latestLevelDetails?.fragments ?? [];

/** Answers the position, where there is one to go to. */
function goToWanted(
  video: HTMLVideoElement,
  hls: HlsType,
  wanted: { current: number | undefined },
): number | undefined {
  if (wanted.current === undefined) return undefined;
  const mediaS = mediaSOf(fragmentsOf(hls), wanted.current);
  if (mediaS === undefined) return undefined;
  wanted.current = undefined;
  video.currentTime = mediaS;
  return mediaS;
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
