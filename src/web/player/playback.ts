import type HlsType from 'hls.js';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { announceEnd } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { Range } from '../time/spoken-range.ts';
import { Aim } from './aim.ts';
import { FrameTable } from './frame-table.ts';
import { mediaSOf, type TimedFragment } from './frame-time.ts';
import { hlsOptions, noteFrames, reload } from './gop-stream.ts';
import { type NamedFrame, namedFrame } from './named-frame.ts';
import { endsPlaying, playerProblem } from './player-problem.ts';
import { maxWholeRate, type Playing, usePlaying } from './playing.ts';
import { type LoadedFragment, refusedStretch } from './refused-stretch.ts';
import { useShownFrame } from './shown-frame.ts';

/** Footage that the service does not give out, and of when it is. */
export interface RefusedFootage {
  readonly problem: Problem;
  readonly stretch: Range;
}

/** A video element that plays a playlist of a request, in terms of wall time. */
export interface Playback extends Playing {
  readonly video: { current: HTMLVideoElement | null };
  /** Wall time of the frame that is shown, by its fragment and playlist. */
  readonly frameMs: number | undefined;
  /** How far off that may be; 0 when it is certain. */
  readonly doubtMs: number;
  /** The frame that is shown, as the service names it. */
  readonly frame: NamedFrame | undefined;
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

export interface PlaybackOptions {
  /** Shows the frame of `startMs` and does not play. */
  readonly startsPaused?: boolean;
}

/** hls.js, loaded only where something is played. */
interface Loaded {
  readonly hls: HlsType;
  readonly module: typeof HlsType;
}

/** Plays `url` from `startMs` on. */
export function usePlayback(
  url: string | undefined,
  startMs: number,
  { startsPaused = false }: PlaybackOptions = {},
): Playback {
  const video = useRef<HTMLVideoElement>(null);
  const player = useRef<Loaded>();
  const wanted = useRef<number | undefined>(startMs);
  const lightness = useRef({ isLight: false }).current;
  const [attempt, setAttempt] = useState({ fromMs: startMs, plays: !startsPaused });
  const [fault, setFault] = useState<Partial<RefusedFootage>>({});
  const fragments = () => fragmentsOf(player.current?.hls);
  const table = useMemo(() => new FrameTable(), []);
  const aim = useMemo(() => new Aim({ table, fragments }), []);
  const playing = usePlaying(video);
  const source = useMemo(() => (url === undefined ? undefined : {}), [url, attempt]);
  const drawn = (mediaS: number) => aim.shown(mediaS);
  const shown = useShownFrame(video, { table, fragments, drawn }, source);

  /** Goes to the wanted time, once the playlist is there; answers its position. */
  const goToWanted = (): number | undefined => {
    const element = video.current;
    if (wanted.current === undefined || !element) return undefined;
    const mediaS = mediaSOf(fragments(), wanted.current);
    if (mediaS === undefined) return undefined;
    aim.seek(element, mediaS, wanted.current);
    wanted.current = undefined;
    return mediaS;
  };

  useEffect(() => {
    const element = video.current;
    if (!url || !element) return undefined;
    wanted.current = attempt.fromMs;
    setFault({});
    table.clear();
    aim.drop();
    let isGone = false;
    const begin = async () => {
      const { default: Hls } = await import('hls.js');
      if (isGone) return;
      if (!Hls.isSupported()) return setFault({ problem: new Problem(0, 'player-unsupported', '') });
      const hls = new Hls(hlsOptions(lightness));
      player.current = { hls, module: Hls };
      hls.on(Hls.Events.LEVEL_LOADED, () => {
        const mediaS = goToWanted();
        if (!hls.loadingEnabled) hls.startLoad(mediaS ?? 0);
      });
      hls.on(Hls.Events.BUFFER_APPENDING, (_event, data) => {
        try {
          noteFrames(table, data);
        } catch (error) {
          hls.stopLoad();
          fail(new Problem(0, 'frames-unreadable', String(error)), undefined);
        }
      });
      hls.on(Hls.Events.BUFFER_APPENDED, () => aim.reach(element));
      hls.on(Hls.Events.ERROR, (_event, data) => {
        const found = playerProblem(data);
        // hls.js would go on behind altered footage where more is to come, or ask again and again, and say nothing.
        if (!data.fatal && !endsPlaying(found)) return;
        hls.stopLoad();
        const isWhole = found.code === 'segment-altered';
        fail(found, refusedStretch(fragments(), data.frag, { isWhole }));
      });
      hls.loadSource(url);
      hls.attachMedia(element);
      if (attempt.plays) playing.play();
    };
    void begin().catch(() => setFault({ problem: new Problem(0, 'network', '') }));
    return () => {
      isGone = true;
      player.current?.hls.destroy();
      player.current = undefined;
    };
  }, [url, attempt]);

  const fail = (problem: Problem, stretch: Range | undefined) => {
    setFault({ problem, ...(stretch && { stretch }) });
    if (problem.code === 'sign-in-needed') announceEnd();
  };
  const retry = () => setAttempt({ fromMs: shown.wallMs ?? wanted.current ?? startMs, plays: true });
  const seek = (wallMs: number): void => {
    wanted.current = wallMs;
    // After a fault the player loads nothing more; elsewhere it may play. Without a playlist it begins there.
    if (fault.problem || url === undefined) setAttempt({ fromMs: wallMs, plays: true });
    else goToWanted();
  };
  const step = (frames: 1 | -1) => video.current && aim.step(video.current, shown.mediaS, frames);
  const play = () => {
    aim.drop();
    playing.play();
  };
  const setRate = (rate: number) => {
    playing.setRate(rate);
    lighten(rate > maxWholeRate);
  };
  const lighten = (isLight: boolean) => {
    const { current: loaded } = player;
    const wasLight = lightness.isLight;
    lightness.isLight = isLight;
    // What is loaded of whole GOPs serves as well; keyframes do not.
    if (wasLight && !isLight && loaded) reload(loaded.hls, loaded.module, video.current?.currentTime ?? 0);
  };
  const isLoading = url !== undefined && shown.wallMs === undefined && fault.problem === undefined;
  const gopUrl = fragments().find(({ sn }) => sn === shown.frame?.fragment)?.url;
  return {
    ...{ ...playing, play, setRate, video, seek, retry, step, isLoading },
    ...{ frameMs: shown.wallMs, doubtMs: shown.doubtMs, frame: namedFrame(gopUrl, shown.frame) },
    ...{ problem: fault.problem, stretch: fault.stretch },
  };
}

const fragmentsOf = (
  hls: HlsType | undefined,
): readonly (TimedFragment & LoadedFragment & { readonly sn: number })[] =>
  hls?.latestLevelDetails?.fragments ?? [];
