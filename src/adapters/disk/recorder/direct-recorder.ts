import { join } from 'node:path';
import { AppError, type Clock } from '../../../core/index.ts';
import { DecodeTimes, fragmentHead, writeInitSection } from '../../../media/index.ts';
import {
  type Recorder,
  type RecorderEnd,
  type RecorderProcess,
  type RecordingOrder,
  spoolFileName,
} from '../../../recording/index.ts';
import type { DeliveredPicture, PartFormat, PictureSink, PictureSource } from '../../../relay/index.ts';
import { BlockPool, GopBuffer } from './gop-buffer.ts';
import { TrackSets } from './track-sets.ts';
import { type QueuedFile, WriteQueue } from './write-queue.ts';

/** Blocks of 64 KiB that wait to be used again: 16 MiB. */
const keptBlocks = 256;
/** A segment is one object of at most 64 MiB. */
const maxGopBytes = 48 * 2 ** 20;
/** As many as a reader takes in a fragment. */
const maxGopSamples = 100_000;
/** More of it shows a disk that does not take what comes (R5). */
const maxWaitingBytes = 24 * 2 ** 20;
/** The pace of a stream until it is known. */
const usualPicturesPerSecond = 25;
/** RTP clocks of video run at 90 kHz; times of pictures have 31 bits in a fragment. */
const maxClockRate = 1_000_000;

/**
 * Recorders in this process: from the relay's pictures straight to files in the spool, one fragment a GOP, each with one
 * write. The event loop never waits for the disk. A crash leaves whole GOPs, and at most one that is cut.
 */
export function createDirectRecorder(clock: Clock): Recorder {
  const pool = new BlockPool(keptBlocks);
  return {
    start: (order) => {
      if (!order.pictures)
        throw new Error('the relay does not keep the pictures for a reader in this process');
      return new DirectRecording(order, order.pictures, { clock, pool });
    },
  };
}

/** Why a direct recorder cannot write this stream; `undefined` when it can. Attacker-controlled. */
export function whyNotDirect({ codec, clockRate, parameterSets }: PartFormat): string | undefined {
  if (clockRate > maxClockRate) return `its clock has ${clockRate} ticks a second`;
  try {
    writeInitSection({ codec, timescale: clockRate, parameterSets, isInBand: false });
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

interface DirectDeps {
  readonly clock: Clock;
  readonly pool: BlockPool;
}

/** The file that is being written. Ticks count from the first picture of the part. */
interface OpenFile {
  readonly seq: number;
  readonly queued: QueuedFile;
  /** When its first keyframe is shown. */
  readonly fromTicks: number;
  /** Counts the stretches of wall time at whose borders files are cut. */
  readonly stretch: number;
  fragments: number;
  /** When its first keyframe is decoded: time 0 of the file. */
  originTicks: number;
}

interface GatheredSample {
  readonly sizeBytes: number;
  readonly ticks: number;
}

/** Used again and again: copied at once. */
const lengthField = Buffer.alloc(4);

function lengthOf(nal: Buffer): Buffer {
  lengthField.writeUInt32BE(nal.length);
  return lengthField;
}

class DirectRecording implements RecorderProcess, PictureSink {
  readonly pid = undefined;
  readonly begun: Promise<boolean>;
  readonly ended: Promise<RecorderEnd>;
  private readonly writes = new WriteQueue();
  private readonly sets = new TrackSets();
  private readonly times: DecodeTimes;
  private readonly gop: GopBuffer;
  private samples: GatheredSample[] = [];
  private file: OpenFile | undefined;
  private nextSeq: number;
  private isOver = false;
  private tellBegun: (hasBegun: boolean) => void = () => {};
  private tellEnded: (end: RecorderEnd) => void = () => {};

  constructor(
    private readonly order: RecordingOrder,
    private readonly source: PictureSource,
    private readonly deps: DirectDeps,
  ) {
    this.nextSeq = order.firstSeq;
    this.gop = new GopBuffer(deps.pool);
    this.times = new DecodeTimes(Math.max(1, Math.round(source.format.clockRate / usualPicturesPerSecond)));
    this.begun = new Promise((resolve) => {
      this.tellBegun = resolve;
    });
    this.ended = new Promise((resolve) => {
      this.tellEnded = resolve;
    });
    source.read(this);
  }

  onPicture(picture: DeliveredPicture): void {
    if (this.isOver) return;
    this.orFail(() => {
      if (picture.parameterSets) this.beginGop(picture.ticks, picture.parameterSets);
      this.gather(picture);
    });
  }

  onEnd(mediaToMs: number | undefined): void {
    if (this.isOver) return;
    this.orFail(() => {
      const endTicks = this.flush(undefined);
      this.closeFile(mediaToMs ?? this.msOf(endTicks));
    });
    const message = `${this.sets.leftOut} repeated parameter sets stand once in their file`;
    this.end({ kind: 'finished', message });
  }

  stop(): Promise<RecorderEnd> {
    this.onEnd(undefined);
    return this.ended;
  }

  /** Runs `work`; input that no file holds ends the recording. */
  private orFail(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.end({ kind: 'failed', message: error.message });
    }
  }

  /** A keyframe ends the GOP before it, and the file where that is due or another sample entry is needed. */
  private beginGop(ticks: number, parameterSets: readonly Buffer[]): void {
    if (this.file) this.flush(ticks);
    const isChange = this.file && this.sets.isChange(parameterSets, this.deps.clock.monotonicMs());
    if (this.file && (isChange || this.file.stretch !== this.stretch())) this.closeFile(this.msOf(ticks));
    this.file ??= this.openFile(ticks, parameterSets);
  }

  private openFile(fromTicks: number, parameterSets: readonly Buffer[]): OpenFile {
    const { codec, clockRate } = this.source.format;
    this.sets.begin(parameterSets);
    const { isInBand } = this.sets;
    const init = writeInitSection({ codec, timescale: clockRate, parameterSets, isInBand });
    const seq = this.nextSeq++;
    const path = join(this.order.directory, `${spoolFileName(seq)}.mp4`);
    const queued = this.writes.open(path, () => this.tellBegun(true));
    queued.write([init], () => this.endAfterFailure());
    return { seq, queued, fromTicks, stretch: this.stretch(), fragments: 0, originTicks: 0 };
  }

  /** Copies a picture behind those of its GOP: each NAL unit after its length. */
  private gather({ nals, ticks }: DeliveredPicture): void {
    if (!this.file) return;
    const before = this.gop.sizeBytes;
    for (const nal of nals) {
      if (this.sets.leavesOut(nal)) continue;
      this.gop.append(lengthOf(nal));
      this.gop.append(nal);
    }
    this.samples.push({ sizeBytes: this.gop.sizeBytes - before, ticks });
    if (this.gop.sizeBytes > maxGopBytes || this.samples.length > maxGopSamples)
      this.end({ kind: 'failed', message: 'the camera sends a GOP that is too large for one object' });
    else if (this.writes.waitingBytes > maxWaitingBytes)
      this.end({ kind: 'failed', message: 'the disk of the spool does not take what the camera sends' });
  }

  /** Writes the GOP as one fragment. Answers when its last picture ends, or the next keyframe is shown. */
  private flush(nextTicks: number | undefined): number {
    const { file, samples } = this;
    if (!file || samples.length === 0) return nextTicks ?? 0;
    this.samples = [];
    const shownTicks = samples.map(({ ticks }) => ticks);
    const { decodeTicks, untilTicks, endTicks } = this.times.ofGop(shownTicks, nextTicks);
    if (file.fragments === 0) file.originTicks = decodeTicks[0] ?? 0;
    file.fragments += 1;
    const { originTicks } = file;
    const head = fragmentHead({
      sequence: file.fragments,
      samples: samples.map(({ sizeBytes, ticks }, i) => ({
        sizeBytes,
        decodeTicks: (decodeTicks[i] ?? ticks) - originTicks,
        presentationTicks: ticks - originTicks,
      })),
      untilTicks: untilTicks - originTicks,
    });
    const gop = this.gop.take();
    file.queued.write([head, ...gop.views], () => {
      gop.release();
      this.endAfterFailure();
    });
    return endTicks;
  }

  private closeFile(mediaToMs: number): void {
    const { file } = this;
    if (!file) return;
    this.file = undefined;
    const mediaFromMs = this.msOf(file.fromTicks);
    file.queued.close(() => this.order.onFile({ seq: file.seq, mediaFromMs, mediaToMs }));
  }

  private endAfterFailure(): void {
    if (this.writes.hasFailed) this.end({ kind: 'failed', message: '' });
  }

  /** Once; a failed write tells more than the end that followed it. */
  private end(end: RecorderEnd): void {
    if (this.isOver) return;
    this.isOver = true;
    this.gop.take().release();
    this.samples = [];
    void this.writes.idle().then((failure) => {
      this.tellBegun(false);
      this.tellEnded(failure ?? end);
    });
  }

  private stretch(): number {
    const { segmentMs, cutOffsetMs } = this.order;
    return Math.floor((this.deps.clock.nowMs() - cutOffsetMs) / segmentMs);
  }

  private msOf(ticks: number): number {
    return (ticks * 1000) / this.source.format.clockRate;
  }
}
