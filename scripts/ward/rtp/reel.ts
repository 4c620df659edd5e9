import type { CodedStream } from '../clip/clip-cache.ts';
import { LOOP_FRAMES } from '../clip/loop.ts';
import { FrameTemplate } from './frame-template.ts';
import { frameNals, NAL_PPS, NAL_SPS, nalType } from './nal-units.ts';
import { packetise } from './packetise.ts';

export interface ReelFrame {
  template: FrameTemplate;
  /** Frames from the start of the loop. */
  presentationFrame: number;
  keyframe: boolean;
}

/** One stream of one clip, packetised once for all cameras that play it. */
export interface Reel {
  /** LOOP_FRAMES frames, in decode order. */
  frames: ReelFrame[];
  sps: Buffer;
  pps: Buffer;
  /** Number of later frames that an encoder must capture before it can send one in decode order. */
  reorderFrames: number;
}

export function cutReel(stream: CodedStream): Reel {
  const nalsOfFrames = stream.frames.map((frame) => frameNals(stream, frame));
  const frames = stream.frames.map(({ presentationFrame, keyframe }, i) => ({
    template: new FrameTemplate(packetise(nalsOfFrames[i] ?? [])),
    presentationFrame,
    keyframe,
  }));
  const opening = nalsOfFrames[0] ?? [];
  const reorderFrames = Math.max(...frames.map((frame, i) => frame.presentationFrame - i));
  return { frames, sps: parameterSet(opening, NAL_SPS), pps: parameterSet(opening, NAL_PPS), reorderFrames };
}

/** The frame at a decode position counted from the epoch. */
export function frameAt(reel: Reel, position: number): ReelFrame {
  const frame = reel.frames[position % LOOP_FRAMES];
  if (!frame) throw new Error(`no frame at position ${position}`);
  return frame;
}

/** Start position of the GOP that contains a decode position. */
export function gopStart(reel: Reel, position: number): number {
  let start = position;
  while (!frameAt(reel, start).keyframe) start--;
  return start;
}

function parameterSet(nals: Buffer[], type: number): Buffer {
  const nal = nals.find((candidate) => nalType(candidate) === type);
  if (!nal) throw new Error(`the clip does not open with a NAL unit of type ${type}`);
  return Buffer.from(nal); // a copy: a view would keep the whole mp4 in memory
}
