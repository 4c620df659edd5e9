import type HlsType from 'hls.js';
import { Problem } from '../api/problem.ts';
import type { Range } from '../time/spoken-range.ts';
import type { FrameTable } from './frame-table.ts';
import type { TimedFragment } from './frame-time.ts';
import { hlsOptions, isAway, noteFrames } from './gop-stream.ts';
import type { Lightener, LoadedHls } from './lightness.ts';
import { endsPlaying, playerProblem } from './player-problem.ts';
import { type LoadedFragment, refusedStretch } from './refused-stretch.ts';

/** A GOP in the playlist, on the player's timeline. */
export type ListedGop = TimedFragment & LoadedFragment & { readonly sn: number };

/** The GOPs of the playlist, as far as it is loaded. */
export const listedGops = (hls: HlsType | undefined): readonly ListedGop[] =>
  hls?.latestLevelDetails?.fragments ?? [];

/** What is told of a player while it plays. */
export interface PlayerReports {
  /** The playlist is there, or more of it; the first time, loading begins at the answered position. */
  readonly listed: () => number | undefined;
  /** The service is away, or back. */
  readonly away: (isAway: boolean) => void;
  /** More frames can be shown. */
  readonly appended: () => void;
  /** It plays no further; `stretch`: of when the footage is that is at fault. */
  readonly failed: (problem: Problem, stretch?: Range) => void;
}

interface PlayerParts {
  readonly element: HTMLVideoElement;
  readonly table: FrameTable;
  readonly lightener: Lightener;
  readonly reports: PlayerReports;
}

/** Plays a playlist of ours in a video element, by an hls.js that has been loaded. */
export function playGops(Hls: typeof HlsType, url: string, parts: PlayerParts): LoadedHls {
  const { element, table, lightener, reports } = parts;
  const { Events, ErrorTypes } = Hls;
  const hls = new Hls(hlsOptions(lightener, Hls));
  const loaded = { hls, module: Hls };
  lightener.follow(loaded);
  let isFirst = true;
  hls.on(Events.LEVEL_LOADED, () => {
    reports.away(false);
    const fromS = reports.listed();
    // Later ones come while it plays, or after a fault that ended the loading.
    if (!isFirst || listedGops(hls).length === 0) return;
    isFirst = false;
    hls.startLoad(fromS ?? element.currentTime);
  });
  hls.on(Events.FRAG_LOADED, () => reports.away(false));
  hls.on(Events.BUFFER_APPENDING, (_event, data) => {
    try {
      noteFrames(table, data);
    } catch (error) {
      hls.stopLoad();
      reports.failed(new Problem(0, 'frames-unreadable', String(error)));
    }
  });
  hls.on(Events.BUFFER_APPENDED, () => reports.appended());
  hls.on(Events.ERROR, (_event, data) => {
    const found = playerProblem(data);
    // hls.js would go on behind altered footage where more is to come, or ask again and again, and say nothing.
    if (data.fatal || endsPlaying(found)) {
      hls.stopLoad();
      const isWhole = found.code === 'segment-altered';
      reports.failed(found, refusedStretch(listedGops(hls), data.frag, { isWhole }));
    } else if (data.type === ErrorTypes.NETWORK_ERROR && isAway(data.response?.code)) reports.away(true);
  });
  hls.loadSource(url);
  hls.attachMedia(element);
  return loaded;
}
