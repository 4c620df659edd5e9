import { type FrameTable, middleOfFrame, type TableFrame } from './frame-table.ts';

/** A fragment on the player's timeline. */
export interface PlacedFragment {
  /** Its number in the playlist. */
  readonly sn: number;
  /** In seconds. */
  readonly start: number;
  readonly duration: number;
}

/** What is to be shown: a frame, or one that is known once its fragment is loaded. */
type Wanted =
  | { readonly frame: TableFrame }
  | { readonly fragment: number; readonly wallMs: number }
  | { readonly fragment: number; readonly side: 1 | -1 }
  | { readonly fragment: number; readonly number: number; readonly step: 1 | -1 };

/** The part of a video element that an aim moves. */
type Screen = Pick<HTMLVideoElement, 'currentTime' | 'paused' | 'pause'>;

export interface AimDeps {
  readonly table: FrameTable;
  readonly fragments: () => readonly PlacedFragment[];
}

/** Brings a video to a frame: by steps of one, or of a wall time. Waits for fragments that are not loaded yet. */
export class Aim {
  private wanted: Wanted | undefined;

  constructor(private readonly deps: AimDeps) {}

  /** The next frame, or the one before; from the one aimed at, if that is not on the screen yet. */
  step(screen: Screen, shownS: number | undefined, frames: 1 | -1): void {
    screen.pause();
    const { table, fragments } = this.deps;
    const from = this.frame() ?? (shownS === undefined ? undefined : table.at(shownS));
    if (!from) return;
    const next = table.beside(from, frames);
    const beyond = fragments().find(({ sn }) => sn === from.fragment + frames);
    if (next) this.show(screen, next);
    else if (beyond) {
      this.wanted = { fragment: beyond.sn, side: frames };
      screen.currentTime = beyond.start + beyond.duration / 2;
    }
  }

  /** The same, from a frame whose fragment is loaded again: with all its frames this time. */
  stepFrom({ fragment, number }: TableFrame, frames: 1 | -1): void {
    this.wanted = { fragment, number, step: frames };
  }

  /** The frame of a wall time, in the fragment that is shown at that position. */
  seek(screen: Screen, mediaS: number, wallMs: number): void {
    const fragment = this.deps.fragments().findLast(({ start }) => start <= mediaS + 0.002);
    this.wanted = fragment && { fragment: fragment.sn, wallMs };
    screen.currentTime = mediaS;
    this.reach(screen);
  }

  /** After frames came: shows what was waited for. */
  reach(screen: Screen): void {
    const frame = this.frame();
    if (!frame || !this.wanted || 'frame' in this.wanted) return;
    if ('step' in this.wanted) {
      const { step } = this.wanted;
      this.wanted = { frame };
      this.step(screen, undefined, step);
      return;
    }
    // What plays goes on from about there.
    if (screen.paused) this.show(screen, frame);
    else this.wanted = undefined;
  }

  /** A frame came on the screen: once it is the wanted one, steps go on from there. */
  shown(mediaS: number): void {
    if (!this.wanted || !('frame' in this.wanted)) return;
    const { fragment, number } = this.wanted.frame;
    const frame = this.deps.table.at(mediaS);
    if (frame?.fragment === fragment && frame.number === number) this.wanted = undefined;
  }

  /** Nothing is aimed at: it plays. */
  drop(): void {
    this.wanted = undefined;
  }

  private frame(): TableFrame | undefined {
    if (!this.wanted) return undefined;
    if ('frame' in this.wanted) return this.wanted.frame;
    const { table } = this.deps;
    const { fragment } = this.wanted;
    if ('side' in this.wanted) return table.edge(fragment, this.wanted.side);
    if ('step' in this.wanted) return table.numbered(fragment, this.wanted.number);
    return table.ofFragmentAt(fragment, this.wanted.wallMs);
  }

  private show(screen: Screen, frame: TableFrame): void {
    this.wanted = { frame };
    screen.currentTime = middleOfFrame(frame);
  }
}
