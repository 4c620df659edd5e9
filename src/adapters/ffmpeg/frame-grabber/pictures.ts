import type { GrabbedFrame } from '../../../ingest/frame-grabber.ts';
import type { DecoderShape } from './arguments.ts';

const smjpegChunkHeaderBytes = 12;

/** Unread bytes of one pipe. */
export class PipeBuffer {
  private bytes: Buffer = Buffer.alloc(0);

  get sizeBytes(): number {
    return this.bytes.length;
  }

  push(bytes: Buffer): void {
    this.bytes = this.bytes.length === 0 ? bytes : Buffer.concat([this.bytes, bytes]);
  }

  peek = (): Buffer => this.bytes;

  take(sizeBytes: number): Buffer {
    const taken = this.bytes.subarray(0, sizeBytes);
    this.bytes = this.bytes.subarray(sizeBytes);
    return taken;
  }
}

/** A picture and the id of the keyframe it was decoded from; undefined when its parts are of two keyframes. */
export interface IdentifiedFrame {
  readonly id: number | undefined;
  readonly frame: GrabbedFrame;
}

/** Puts together what one ffmpeg writes to its three pipes. Ids that are odd come with a JPEG. */
export class PictureReader {
  readonly tiles = new PipeBuffer();
  readonly ids = new PipeBuffer();
  readonly stills = new PipeBuffer();
  private readonly stillReader = new SmjpegReader(this.stills);
  private id: number | undefined;
  private still: TimedJpeg | undefined;

  constructor(readonly tile: DecoderShape['tile']) {}

  /** The next picture, once all its parts have arrived. */
  next(): IdentifiedFrame | undefined {
    const { width, height } = this.tile;
    this.id ??= takeFrameId(this.ids);
    this.still ??= this.stillReader.next();
    const [id, still] = [this.id, this.still];
    const isStill = id !== undefined && id % 2 === 1;
    if (id === undefined || this.tiles.sizeBytes < width * height * 3 || (isStill && !still))
      return undefined;
    this.id = undefined;
    this.still = undefined;
    const rgb = this.tiles.take(width * height * 3);
    const isOne = still === undefined || still.id === id;
    return { id: isOne ? id : undefined, frame: { tile: { width, height, rgb }, jpeg: still?.jpeg } };
  }
}

/** The timestamp of the next line that `framecrc` wrote, `stream, dts, pts, duration, size, crc`; `#` is comment. */
function takeFrameId(pipe: PipeBuffer): number | undefined {
  for (;;) {
    const end = pipe.peek().indexOf('\n');
    if (end === -1) return undefined;
    const line = pipe.take(end + 1).toString('latin1');
    if (!line.startsWith('#')) return Number(line.split(',')[2]);
  }
}

interface TimedJpeg {
  readonly id: number;
  readonly jpeg: Buffer;
}

/** Takes the pictures of an SMJPEG stream: a head that ends with `HEND`, then chunks `vidD`, timestamp, size, bytes. */
class SmjpegReader {
  private isPastHead = false;

  constructor(readonly pipe: PipeBuffer) {}

  next(): TimedJpeg | undefined {
    if (!this.isPastHead) this.skipHead();
    const head = this.pipe.peek();
    if (!this.isPastHead || head.length < smjpegChunkHeaderBytes) return undefined;
    const sizeBytes = head.readUInt32BE(8);
    if (head.length < smjpegChunkHeaderBytes + sizeBytes) return undefined;
    this.pipe.take(smjpegChunkHeaderBytes);
    return { id: head.readUInt32BE(4), jpeg: this.pipe.take(sizeBytes) };
  }

  private skipHead(): void {
    const end = this.pipe.peek().indexOf('HEND');
    if (end === -1) return;
    this.pipe.take(end + 4);
    this.isPastHead = true;
  }
}
