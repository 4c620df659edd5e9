import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { FRAMES_PER_SECOND, LOOP_FRAMES } from './loop.ts';

/** Position of one coded frame in the clip's mp4, in decode order. */
export interface CodedFrame {
  offset: number;
  sizeBytes: number;
  /** Presentation position, in frames from the start of the loop. */
  presentationFrame: number;
  keyframe: boolean;
}

/** Indexes a clip with ffprobe. Throws when the clip is not one whole loop with each frame shown once. */
export async function indexFrames(ffprobePath: string, file: string): Promise<CodedFrame[]> {
  const entries = ['-show_entries', 'packet=pts_time,size,pos,flags', '-of', 'json'];
  const { stdout } = await promisify(execFile)(ffprobePath, ['-v', 'error', ...entries, file], {
    maxBuffer: 16 * 1024 * 1024,
  });
  const { packets } = JSON.parse(stdout) as { packets: ProbedPacket[] };
  const frames = packets.map(codedFrame);
  assertWholeLoop(frames, file);
  return frames;
}

interface ProbedPacket {
  pts_time: string;
  size: string;
  pos: string;
  flags: string;
}

function codedFrame({ pts_time, size, pos, flags }: ProbedPacket): CodedFrame {
  return {
    offset: Number(pos),
    sizeBytes: Number(size),
    presentationFrame: Math.round(Number(pts_time) * FRAMES_PER_SECOND),
    keyframe: flags.startsWith('K'),
  };
}

function assertWholeLoop(frames: CodedFrame[], file: string): void {
  const shown = new Set(frames.map((frame) => frame.presentationFrame));
  const whole = frames.length === LOOP_FRAMES && shown.size === LOOP_FRAMES;
  if (!whole || Math.max(...shown) !== LOOP_FRAMES - 1) throw new Error(`${file} is not one whole loop`);
}
