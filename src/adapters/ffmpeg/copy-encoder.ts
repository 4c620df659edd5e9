import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { messageOf } from '../../core/index.ts';
import {
  type CopySource,
  copyEncoderMissing,
  copyFailed,
  type EncodeCopy,
  maxCopyBytes,
} from '../../footage/index.ts';
import { readFragmentedFile } from '../../media/index.ts';
import { startFfmpeg } from './child.ts';
import { type CopyEncoder, copyCommand, copyEncoders } from './copy-command.ts';
import { findFfmpeg } from './program.ts';
import { LastWords } from './recorder-end.ts';

/** A GOP of the largest camera, on a busy machine. */
const withinMs = 25_000;
/** Recording comes first. */
const niceness = '10';

/** Encodes with an ffmpeg of its own for each GOP. */
export function createCopyEncoder({ program }: { readonly program?: string } = {}): EncodeCopy {
  let found: Promise<{ readonly path: string; readonly encoder: CopyEncoder }> | undefined;
  const find = async () => {
    const path = program ?? (await findFfmpeg());
    return { path, encoder: await encoderOf(path) };
  };
  return async (source) => {
    found ??= find();
    const { path, encoder } = await found.catch((error: unknown) => {
      found = undefined;
      throw copyEncoderMissing(messageOf(error));
    });
    const file = await converted(path, source, encoder);
    return { ...partsOf(file), encoder };
  };
}

/** The best encoder that this ffmpeg has. */
async function encoderOf(path: string): Promise<CopyEncoder> {
  const env = { PATH: process.env.PATH };
  const { stdout } = await promisify(execFile)(path, ['-hide_banner', '-encoders'], { env });
  const encoder = copyEncoders.find((name) => new RegExp(`^ V\\S+ ${name} `, 'm').test(stdout));
  if (encoder) return encoder;
  throw new Error(`ffmpeg has none of the encoders ${copyEncoders.join(', ')}`);
}

async function converted(path: string, source: CopySource, encoder: CopyEncoder): Promise<Buffer> {
  const child = await started(path, copyCommand(source, encoder));
  const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
  try {
    // A child that is gone breaks the pipe; its exit reports that.
    child.stdin?.on('error', () => {});
    child.stdin?.end(source.bytes);
    const ended = once(child, 'close') as Promise<[number | null, string | null]>;
    const words = new LastWords();
    child.stderr?.setEncoding('utf8').on('data', (text: string) => words.add(text));
    const file = await outputOf(child);
    const end = words.endOf(...(await ended));
    if (end.kind === 'finished') return file;
    throw copyFailed(end.message);
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

async function started(path: string, args: readonly string[]): Promise<ChildProcess> {
  try {
    return await startFfmpeg(spawn, 'nice', ['-n', niceness, path, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  } catch (error) {
    throw copyEncoderMissing(messageOf(error));
  }
}

async function outputOf(child: ChildProcess): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxCopyBytes) throw copyFailed('its copy is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** One initialisation section and one fragment. */
function partsOf(file: Buffer): { readonly init: Buffer; readonly fragment: Buffer } {
  const read = readFragmentedFile(file);
  if (!read.isReadable || read.damage || read.fragments.length !== 1)
    throw copyFailed('the encoder wrote no whole fragment');
  const { sizeBytes } = read.init;
  return { init: file.subarray(0, sizeBytes), fragment: file.subarray(sizeBytes, read.readableBytes) };
}
