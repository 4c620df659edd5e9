import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../src/adapters/ffmpeg/program.ts';
import { AppError } from '../../src/core/index.ts';
import { type BundleClip, type ByteSource, type ClipDecoding, clipsIn } from '../../src/verify/index.ts';
import { nodePlatform } from './node-platform.ts';

const maxErrorChars = 4_000;

/** From standard input alone, as MP4 alone: nothing in a clip makes it open another file or address. */
const decoding = '-nostdin -v error -xerror -protocol_whitelist pipe -f mp4 -i pipe:0 -map 0:v -f null -';

/** Decodes the clips of a verified bundle by the ffmpeg of this computer, one after the other. Errors: those of the source. */
export async function decodeClips(source: ByteSource): Promise<ClipDecoding> {
  const clips = await clipsIn(source, nodePlatform);
  const program = clips.length === 0 ? undefined : await ffmpegHere();
  const failed: { path: string; error: string }[] = [];
  if (program === undefined) return { clips: clips.length, failed };
  for (const clip of clips) {
    const error = await decodingError(program, clip);
    if (error !== undefined) failed.push({ path: clip.path, error });
  }
  return { decoder: await versionOf(program), clips: clips.length, failed };
}

async function ffmpegHere(): Promise<string | undefined> {
  try {
    return await findFfmpeg();
  } catch (error) {
    if (error instanceof AppError && error.code === 'ffmpeg-missing') return undefined;
    throw error;
  }
}

async function versionOf(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)(program, ['-version']);
  return `ffmpeg ${/^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? ''}`.trim();
}

/** Answers the first complaint of ffmpeg, or how it ended; `undefined` when it decodes the whole clip and says nothing. */
async function decodingError(program: string, { content }: BundleClip): Promise<string | undefined> {
  const child = spawn(program, decoding.split(' '), { stdio: ['pipe', 'ignore', 'pipe'] });
  const ended = once(child, 'close');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, maxErrorChars);
  });
  await pipeline(Readable.from(content, { objectMode: true }), child.stdin).catch(refusedEarly);
  const [status] = (await ended) as [number | null];
  const [line] = said.split('\n').filter((each) => each.trim() !== '');
  return line ?? (status === 0 ? undefined : `ffmpeg ended with ${status}`);
}

/** A decoder that gave up reads no further. */
function refusedEarly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
    throw error;
}
