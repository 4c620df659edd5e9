import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { announceEnd } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { Range } from '../time/spoken-range.ts';
import { Aim } from './aim.ts';
import { FrameTable } from './frame-table.ts';
import { mediaSOf, type TimedFragment } from './frame-time.ts';
import { listedGops, playGops } from './gop-player.ts';
import { Lightener, type LightReason, type LoadedHls } from './lightness.ts';
import { type NamedFrame, namedFrame } from './named-frame.ts';
import { maxWholeRate, type Playing, usePlaying } from './playing.ts';
import { useShownFrame } from './shown-frame.ts';
import { useWaiting } from './waiting.ts';

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
  /** What its playlist has so far, ascending. */
  readonly fragments: () => readonly TimedFragment[];
  /** Whether it waits for data: to begin, to go on, or to show what was sought. */
  readonly isWaiting: boolean;
  /** Whether the service does not answer at the moment: it is asked again and again. */
  readonly isAway: boolean;
  /** Why keyframes alone are shown; empty: every frame is. */
  readonly light: readonly LightReason[];
  /** Shows keyframes alone, or what the line and the rate allow. */
  readonly setLight: (isLight: boolean) => void;
  /** Shows every frame, however long the line takes for them. */
  readonly insist: () => void;
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

/** Plays `url` from `startMs` on. */
export function usePlayback(
  url: string | undefined,
  startMs: number,
  { startsPaused = false }: PlaybackOptions = {},
): Playback {
  const video = useRef<HTMLVideoElement>(null);
  const player = useRef<LoadedHls>();
  const wanted = useRef<number | undefined>(startMs);
  const [light, noteLight] = useState<readonly LightReason[]>([]);
  const lightener = useMemo(() => new Lightener(() => video.current, noteLight), []);
  const [away, setAway] = useState(false);
  const [attempt, setAttempt] = useState({ fromMs: startMs, plays: !startsPaused });
  const [fault, setFault] = useState<Partial<RefusedFootage>>({});
  const fragments = () => listedGops(player.current?.hls);
  const table = useMemo(() => new FrameTable(), []);
  const aim = useMemo(() => new Aim({ table, fragments }), []);
  const playing = usePlaying(video);
  const isWaiting = useWaiting(video);
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

  const fail = (problem: Problem, stretch?: Range) => {
    setFault({ problem, ...(stretch && { stretch }) });
    if (problem.code === 'sign-in-needed') announceEnd();
  };

  useEffect(() => {
    const element = video.current;
    if (!url || !element) return undefined;
    wanted.current = attempt.fromMs;
    setFault({});
    setAway(false);
    table.clear();
    aim.drop();
    let isGone = false;
    const begin = async () => {
      const { default: Hls } = await import('hls.js');
      if (isGone) return;
      if (!Hls.isSupported()) return setFault({ problem: new Problem(0, 'player-unsupported', '') });
      const reports = { listed: goToWanted, away: setAway, appended: () => aim.reach(element), failed: fail };
      player.current = playGops(Hls, url, { element, table, lightener, reports });
      if (attempt.plays) playing.play();
    };
    void begin().catch(() => setFault({ problem: new Problem(0, 'network', '') }));
    return () => {
      isGone = true;
      player.current?.hls.destroy();
      player.current = undefined;
    };
  }, [url, attempt]);

  const retry = () => setAttempt({ fromMs: shown.wallMs ?? wanted.current ?? startMs, plays: true });
  const seek = (wallMs: number): void => {
    wanted.current = wallMs;
    // After a fault the player loads nothing more; elsewhere it may play. Without a playlist it begins there.
    if (fault.problem || url === undefined) setAttempt({ fromMs: wallMs, plays: true });
    else goToWanted();
  };
  const insist = () => lightener.insist(player.current) && table.clear();
  const step = (frames: 1 | -1) => {
    if (!video.current) return;
    const { frame } = shown;
    // On a slow line its neighbours are not there.
    if (frame && lightener.insist(player.current)) {
      video.current.pause();
      table.clear();
      aim.stepFrom(frame, frames);
    } else aim.step(video.current, shown.mediaS, frames);
  };
  const play = () => {
    aim.drop();
    lightener.relent();
    playing.play();
  };
  const setRate = (rate: number) => {
    playing.setRate(rate);
    lightener.set('rate', rate > maxWholeRate, player.current);
  };
  const setLight = (isLight: boolean) => lightener.set('chosen', isLight, player.current);
  const isLoading = url !== undefined && shown.wallMs === undefined && fault.problem === undefined;
  const gopUrl = fragments().find(({ sn }) => sn === shown.frame?.fragment)?.url;
  return {
    ...{ ...playing, play, setRate, video, seek, retry, step, insist, light, setLight },
    ...{ isLoading, isWaiting: isLoading || isWaiting, isAway: away, fragments },
    ...{ frameMs: shown.wallMs, doubtMs: shown.doubtMs, frame: namedFrame(gopUrl, shown.frame) },
    ...{ problem: fault.problem, stretch: fault.stretch },
  };
}
