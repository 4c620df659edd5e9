import { AppError, type CameraId } from '../core/index.ts';
import { type Keyframe, type RawImage, tileImages } from '../media/index.ts';
import type { FrameGrabber, GrabbedFrame } from './frame-grabber.ts';

/** Compresses a picture. Any failure is an `AppError`. */
export interface ImageEncoder {
  webp(image: RawImage): Promise<Uint8Array>;
}

/** The keyframes of a segment. */
export interface SnapshotSource {
  readonly camera: CameraId;
  /** Media time of each keyframe and, last, of the end of the segment. */
  readonly timesMs: readonly number[];
  /** The keyframe of the GOP with that number. Errors: `invalid` `media-…`; others end the whole work. */
  readonly keyframe: (gop: number) => Promise<Keyframe>;
}

export interface SnapshotTools {
  readonly grabber: FrameGrabber;
  readonly encoder: ImageEncoder;
}

/** How to cut a tile out of the storyboard: cell `i` (row by row, `columns` to a row) shows the keyframe of `gops[i]`. */
export interface StoryboardGrid {
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly columns: number;
  /** GOP numbers within the segment, rising. */
  readonly gops: readonly number[];
}

/** A picture that could not be made; `gop` is undefined when it is the storyboard itself. */
export interface SnapshotFault {
  readonly gop: number | undefined;
  readonly code: string;
  readonly message: string;
}

export interface Snapshots {
  /** The first keyframe that decodes, in full size. */
  readonly still: { readonly jpeg: Uint8Array; readonly gop: number } | undefined;
  readonly storyboard: { readonly webp: Uint8Array; readonly layout: StoryboardGrid } | undefined;
  readonly faults: readonly SnapshotFault[];
}

const snapshotEveryMs = 10_000;
/** A segment is about a minute; a longer one is sampled more thinly, so that no storyboard is larger than 6 × 6. */
const maxTiles = 36;
const columns = 6;

/**
 * Decodes the snapshots of a segment: one keyframe every 10 s, made into a storyboard, and the first of them in full
 * size. A picture that cannot be made is a fault beside the others. After one that was late no further one is tried:
 * the camera has spent its time. Errors: those of the source and the decoder that pass.
 *
 * Each tile is decoded, also where little seems to move: the smallest GOP of a film of cars had a car drive through it, at
 * a constant bit rate and at a constant quality.
 */
export async function takeSnapshots(
  source: SnapshotSource,
  { grabber, encoder }: SnapshotTools,
): Promise<Snapshots> {
  const faults: SnapshotFault[] = [];
  const frames: { readonly gop: number; readonly frame: GrabbedFrame }[] = [];
  for (const gop of planSnapshots(source.timesMs)) {
    if (faults.some(({ code }) => code === 'picture-late')) break;
    const isStill = frames.length === 0;
    const grab = async () => grabber.grab(await source.keyframe(gop), { camera: source.camera, isStill });
    const frame = await orFault(grab, gop, faults);
    if (frame) frames.push({ gop, frame });
  }
  const [first] = frames;
  const storyboard = await orFault(() => makeStoryboard(frames, encoder), undefined, faults);
  return {
    still: first?.frame.jpeg && { jpeg: first.frame.jpeg, gop: first.gop },
    storyboard,
    faults,
  };
}

/**
 * Which GOPs get a snapshot: none is more than 10 s of media time from the next one, as far as there are keyframes, so that what is
 * there for 10 s is in one of them. `timesMs` are those of the keyframes and, last, of the end of the segment.
 */
export function planSnapshots(timesMs: readonly number[]): number[] {
  const stepMs = Math.max(snapshotEveryMs, Math.floor((2 * (timesMs.at(-1) ?? 0)) / maxTiles) + 1);
  const keyframes = timesMs.slice(0, -1);
  const chosen: number[] = [];
  for (const [gop, timeMs] of keyframes.entries()) {
    const lastMs = keyframes[chosen.at(-1) ?? -1];
    const nextMs = timesMs[gop + 1] ?? timeMs;
    if (lastMs === undefined || nextMs - lastMs > stepMs) chosen.push(gop);
  }
  return chosen;
}

async function makeStoryboard(
  frames: readonly { readonly gop: number; readonly frame: GrabbedFrame }[],
  encoder: ImageEncoder,
): Promise<Snapshots['storyboard']> {
  const [first] = frames;
  if (!first) return undefined;
  const { width: tileWidth, height: tileHeight } = first.frame.tile;
  const sprite = tileImages(
    frames.map(({ frame }) => frame.tile),
    columns,
  );
  const gops = frames.map(({ gop }) => gop);
  return { webp: await encoder.webp(sprite), layout: { tileWidth, tileHeight, columns, gops } };
}

/** The picture is at fault, or its encoding; another try gives the same. */
const ofPicture = new Set<AppError['kind']>(['invalid', 'internal']);

async function orFault<T>(
  make: () => Promise<T | undefined>,
  gop: number | undefined,
  faults: SnapshotFault[],
): Promise<T | undefined> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof AppError) || !ofPicture.has(error.kind)) throw error;
    faults.push({ gop, code: error.code, message: error.message });
    return undefined;
  }
}
