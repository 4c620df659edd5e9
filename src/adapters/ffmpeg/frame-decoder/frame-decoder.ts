import { type ChildProcess, spawn } from 'node:child_process';
import pLimit from 'p-limit';
import { invalid, messageOf, unavailable } from '../../../core/index.ts';
import type { DecodeFrame, EncodedFrame } from '../../../footage/index.ts';
import { startFfmpeg } from '../child.ts';
import { decoderShape } from '../frame-grabber/arguments.ts';
import { findFfmpeg } from '../program.ts';
import { frameArguments } from './arguments.ts';

export interface FrameDecoderOptions {
  /** How many ffmpeg run at once. */
  readonly maxAtOnce?: number;
  /** How many frames wait for their turn; each holds its GOP in memory. */
  readonly maxWaiting?: number;
  /** How long one frame may take, also on a busy machine. */
  readonly timeoutMs?: number;
}

/** A JPEG of a picture as large as any we decode. */
const maxJpegBytes = 64 * 2 ** 20;

/**
 * A `DecodeFrame` with an ffmpeg of its own for each frame, which is given the GOP and ends with the picture: a decoder
 * that lives on cannot start in the midst of another camera's stream.
 */
export function createFrameDecoder({
  maxAtOnce = 2,
  maxWaiting = 16,
  timeoutMs = 10_000,
}: FrameDecoderOptions = {}): DecodeFrame {
  const places = pLimit(maxAtOnce);
  return async (frame) => {
    const shape = decoderShape(frame.picture);
    if (!shape) throw broken(`pictures of ${frame.picture.width} × ${frame.picture.height}`);
    if (places.pendingCount >= maxWaiting)
      throw unavailable('decoder-unavailable', 'too many frames are being decoded');
    return places(() => decoded(frame, frameArguments(shape, frame.presentationTicks), timeoutMs));
  };
}

async function decoded(
  { file }: EncodedFrame,
  args: readonly string[],
  timeoutMs: number,
): Promise<Uint8Array> {
  const child = await started(args);
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  try {
    // It stops reading at the wanted frame.
    child.stdin?.on('error', () => {});
    child.stdin?.end(file);
    const jpeg = await outputOf(child);
    if (!isWhole(jpeg)) throw broken('ffmpeg cannot decode the frame');
    return jpeg;
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

async function started(args: readonly string[]): Promise<ChildProcess> {
  try {
    return await startFfmpeg(spawn, await findFfmpeg(), args, { stdio: ['pipe', 'pipe', 'ignore'] });
  } catch (error) {
    throw unavailable('decoder-unavailable', messageOf(error), error);
  }
}

/** Standard output until its end; nothing of a picture that is too large. */
async function outputOf(child: ChildProcess): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxJpegBytes) return Buffer.alloc(0);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** From the start of an image to its end (ITU-T T.81, B.1.1.3). */
const isWhole = (jpeg: Buffer): boolean =>
  jpeg.subarray(0, 2).equals(Buffer.of(0xff, 0xd8)) && jpeg.subarray(-2).equals(Buffer.of(0xff, 0xd9));

const broken = (message: string) => invalid('frame-broken', message);
