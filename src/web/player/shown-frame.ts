import { useEffect, useState } from 'preact/hooks';
import type { FrameTable, TableFrame } from './frame-table.ts';
import { doubtMsOf, type TimedFragment, wallMsOf } from './frame-time.ts';

/** The frame that is really on the screen. */
export interface FrameOnScreen {
  /** Its position on the player's timeline; `undefined` while there is none. */
  readonly mediaS: number | undefined;
  readonly wallMs: number | undefined;
  /** How far off that may be; 0 when it is certain. */
  readonly doubtMs: number;
  /** In the fragment that it came from. */
  readonly frame: TableFrame | undefined;
}

const nothingShown: FrameOnScreen = { mediaS: undefined, wallMs: undefined, doubtMs: 0, frame: undefined };

interface Sources {
  readonly table: FrameTable;
  readonly fragments: () => readonly TimedFragment[];
  readonly drawn: (mediaS: number) => void;
}

/** Answers the frame that the browser says it drew, with the time from its fragment. It is nothing again whenever `source` changes. */
export function useShownFrame(
  video: { current: HTMLVideoElement | null },
  { table, fragments, drawn }: Sources,
  source: unknown,
): FrameOnScreen {
  const [shown, setShown] = useState(nothingShown);
  useEffect(() => {
    const element = video.current;
    setShown(nothingShown);
    if (!element || source === undefined) return undefined;
    let asked = 0;
    const hear: VideoFrameRequestCallback = (_now, { mediaTime: mediaS }) => {
      const frame = table.at(mediaS);
      const wallMs = frame?.wallMs ?? wallMsOf(fragments(), mediaS);
      setShown({ mediaS, wallMs, doubtMs: doubtMsOf(fragments(), mediaS), frame });
      drawn(mediaS);
      asked = element.requestVideoFrameCallback(hear);
    };
    asked = element.requestVideoFrameCallback(hear);
    return () => element.cancelVideoFrameCallback(asked);
  }, [source]);
  return shown;
}
