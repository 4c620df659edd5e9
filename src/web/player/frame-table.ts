import type { FragmentFrames } from './fragment-frames.ts';

/** One frame of a fragment that was loaded. */
export interface TableFrame {
  /** The fragment: its number in the playlist. */
  readonly fragment: number;
  /** In the order of decoding: 0 is the keyframe. */
  readonly number: number;
  /** Shown from then on, on the player's timeline, in seconds. */
  readonly fromS: number;
  readonly toS: number;
  readonly wallMs: number;
}

/** A fragment as it goes into the player. */
export interface AddedFragment extends FragmentFrames {
  readonly fragment: number;
  /** Wall time of its keyframe. */
  readonly wallMs: number;
  /** Added to the times of the fragment, in seconds. */
  readonly offsetS: number;
}

/** What the browser says of a frame is rounded. */
const borderS = 0.002;
/** More than a player holds; frames of those that left it are of no use. */
const maxFragments = 300;

/**
 * The frames of the fragments that were loaded, by the times in the fragments: which one is shown at a position, and
 * which comes before and after it, whatever the browser drew.
 */
export class FrameTable {
  /** By the number of the fragment; frames in the order in which they are shown. */
  private readonly fragments = new Map<number, readonly TableFrame[]>();

  /** In place of what was known of that fragment. */
  add({ fragment, wallMs, offsetS, timescale, frames }: AddedFragment): void {
    const keyframeTicks = frames[0]?.shownTicks ?? 0;
    const shown = frames.map(({ shownTicks, durationTicks }, number) => ({
      fragment,
      number,
      fromS: shownTicks / timescale + offsetS,
      toS: (shownTicks + durationTicks) / timescale + offsetS,
      wallMs: wallMs + ((shownTicks - keyframeTicks) * 1000) / timescale,
    }));
    this.fragments.delete(fragment);
    this.fragments.set(fragment, ended(shown.sort((a, b) => a.fromS - b.fromS)));
    for (const oldest of this.fragments.keys()) {
      if (this.fragments.size <= maxFragments) break;
      this.fragments.delete(oldest);
    }
  }

  clear(): void {
    this.fragments.clear();
  }

  /** The frame that is shown at a position; `undefined` where no loaded fragment has one. */
  at(mediaS: number): TableFrame | undefined {
    let found: TableFrame | undefined;
    for (const frames of this.fragments.values()) {
      const frame = frames.findLast(({ fromS }) => fromS <= mediaS + borderS);
      if (frame && mediaS < frame.toS + borderS && (!found || frame.fromS > found.fromS)) found = frame;
    }
    return found;
  }

  /** The frame of a fragment that is shown at a wall time: the last one not after it, or its first. */
  ofFragmentAt(fragment: number, wallMs: number): TableFrame | undefined {
    const frames = this.fragments.get(fragment);
    // A time in an address is in whole milliseconds.
    return frames?.findLast((frame) => frame.wallMs < wallMs + 1) ?? frames?.[0];
  }

  /** By its number in the order of decoding. */
  numbered(fragment: number, number: number): TableFrame | undefined {
    return this.fragments.get(fragment)?.find((frame) => frame.number === number);
  }

  /** The frame shown next, or before; `undefined` where its fragment is not loaded. */
  beside(frame: TableFrame, frames: 1 | -1): TableFrame | undefined {
    const own = this.fragments.get(frame.fragment);
    const at = own?.findIndex(({ number }) => number === frame.number) ?? -1;
    if (!own || at < 0) return undefined;
    return own[at + frames] ?? this.edge(frame.fragment + frames, frames);
  }

  /** The first frame of a fragment, or its last. */
  edge(fragment: number, frames: 1 | -1): TableFrame | undefined {
    return this.fragments.get(fragment)?.at(frames === 1 ? 0 : -1);
  }
}

/** A frame is shown until the next one: durations follow the order of decoding. */
const ended = (frames: readonly TableFrame[]): TableFrame[] =>
  frames.map((frame, i) => ({ ...frame, toS: frames[i + 1]?.fromS ?? frame.toS }));

/** Where no rounding leads to another frame. */
export const middleOfFrame = ({ fromS, toS }: TableFrame): number => (fromS + toS) / 2;
