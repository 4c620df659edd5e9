import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { type AppError, notStarted, unavailable } from '../../../core/index.ts';
import { type GrabbedFrame, keyframeBroken } from '../../../ingest/frame-grabber.ts';
import type { Spawn } from '../child.ts';
import { type DecoderShape, decoderArguments, pipes } from './arguments.ts';
import { ivfFrameHeader, ivfHeader } from './ivf.ts';
import { PictureReader, type PipeBuffer } from './pictures.ts';
import { processorMs } from './processor-time.ts';

interface Awaited {
  readonly id: number;
  readonly resolve: (frame: GrabbedFrame) => void;
  readonly reject: (error: AppError) => void;
}

const logTailChars = 300;

/** One ffmpeg that turns keyframes of one shape into pictures, one at a time, until something goes wrong. */
export class KeyframeDecoder {
  private readonly child: ChildProcess;
  private readonly pictures: PictureReader;
  private log = '';
  private frameCount = 0;
  private awaited: Awaited | undefined;
  private failure: AppError | undefined;
  private usedMs: number | undefined = 0;
  private reportedMs = 0;

  /** Errors: `unavailable` `decoder-unavailable`. */
  constructor(
    readonly shape: DecoderShape,
    start: Spawn = spawn,
  ) {
    this.pictures = new PictureReader(shape.tile);
    this.child = startDecoder(shape, start);
    this.child.on('error', (error) => this.fail(cannotStart(error)));
    this.child.on('close', (code, signal) => this.fail(this.exitError(code, signal)));
    this.collect();
    this.input.on('error', () => {}); // the exit tells more
    this.input.write(ivfHeader(shape.width, shape.height));
  }

  /** Whether this decoder is of no more use. */
  get isDead(): boolean {
    return this.failure !== undefined;
  }

  /** Whether it has been given no keyframe yet. */
  get isFresh(): boolean {
    return this.frameCount === 0;
  }

  /** Processor time since this was last asked, ms; `undefined` when the process ended before it could be read. */
  takeUsedMs(): number | undefined {
    if (!this.failure) this.readUse();
    if (this.usedMs === undefined) return undefined;
    const sinceMs = this.usedMs - this.reportedMs;
    this.reportedMs = this.usedMs;
    return sinceMs;
  }

  /** Resolves when the process has ended and its pipes are closed. */
  async ended(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined)
      return;
    await new Promise((resolve) => this.child.once('close', resolve));
  }

  /**
   * Decodes one Annex B keyframe; not to be called again before it has settled. Errors as of `FrameGrabber`; after
   * any error the decoder is dead.
   */
  decode(bitstream: Uint8Array, isStill: boolean): Promise<GrabbedFrame> {
    this.frameCount += 1;
    const id = 2 * this.frameCount + (isStill ? 1 : 0);
    return new Promise((resolve, reject) => {
      if (this.failure) {
        reject(this.failure);
        return;
      }
      this.awaited = { id, resolve, reject };
      this.input.cork();
      this.input.write(ivfFrameHeader(bitstream.length, id));
      this.input.write(bitstream);
      this.input.uncork();
    });
  }

  /** Ends the process at once. What is being decoded fails with that error. */
  kill(error: AppError): void {
    this.fail(error);
  }

  private readUse(): void {
    const { pid } = this.child;
    this.usedMs = pid === undefined ? undefined : processorMs(pid);
  }

  private get input(): Writable {
    return this.child.stdio[pipes.keyframes] as Writable;
  }

  private collect(): void {
    const onData = (pipe: number, take: (bytes: Buffer) => void): void => {
      (this.child.stdio[pipe] as Readable).on('data', take);
    };
    const feed = (buffer: PipeBuffer) => (bytes: Buffer) => {
      buffer.push(bytes);
      this.settle();
    };
    onData(pipes.tiles, feed(this.pictures.tiles));
    onData(pipes.ids, feed(this.pictures.ids));
    onData(pipes.stills, feed(this.pictures.stills));
    onData(pipes.log, (bytes) => {
      this.log = (this.log + bytes.toString('latin1')).slice(-logTailChars);
    });
  }

  /** Hands out the awaited picture. Any other one means that pictures and keyframes no longer go together. */
  private settle(): void {
    for (let picture = this.pictures.next(); picture; picture = this.pictures.next()) {
      if (picture.id === undefined || picture.id !== this.awaited?.id) {
        this.fail(keyframeBroken('ffmpeg made a picture that was not requested'));
        return;
      }
      this.awaited.resolve(picture.frame);
      this.awaited = undefined;
    }
  }

  private exitError(code: number | null, signal: string | null): AppError {
    if (code === 127) return unavailable('decoder-unavailable', 'ffmpeg or setpriv is missing');
    if (signal) return unavailable('decoder-unavailable', `ffmpeg was ended by ${signal}`);
    return keyframeBroken(`ffmpeg cannot decode the keyframe: ${this.log.trim()}`);
  }

  private fail(error: AppError): void {
    if (this.failure) return;
    this.readUse();
    this.failure = error;
    this.child.kill('SIGKILL');
    this.awaited?.reject(error);
    this.awaited = undefined;
  }
}

/** Node throws when no memory is left, and makes a child without pipes when no file is. */
function startDecoder(shape: DecoderShape, start: Spawn): ChildProcess {
  let child: ChildProcess;
  try {
    // The child dies with its parent, also when that is SIGKILLed.
    child = start('setpriv', ['--pdeathsig', 'KILL', 'ffmpeg', ...decoderArguments(shape)], {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH },
    });
  } catch (error) {
    throw cannotStart(error);
  }
  if ((child.stdio as unknown) !== undefined) return child;
  child.on('error', () => {});
  throw cannotStart(new Error('too many files are open'));
}

const cannotStart = (error: unknown): AppError =>
  unavailable('decoder-unavailable', notStarted('ffmpeg', error).message, error);
