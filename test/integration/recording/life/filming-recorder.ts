import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { unavailable } from '../../../../src/core/index.ts';
import { readFragmentedFile } from '../../../../src/media/index.ts';
import {
  type Recorder,
  type RecorderEnd,
  type RecorderProcess,
  type RecordingOrder,
  spoolFileName,
} from '../../../../src/recording/index.ts';
import type { Relay } from '../../../../src/relay/index.ts';
import type { HandClock } from '../../../support/hand-clock.ts';
import { gopMs } from '../../../support/segment-bytes.ts';
import { FakeSession, later } from '../../../unit/recording/fakes.ts';

/** A camera that answers at once, or not at all. */
export class LivingCamera implements Relay {
  isDead = false;
  /** How much of its opening GOP it had cached, and how far that turns out to be off, ms. */
  burst = { lengthMs: 0, driftMs: 0 };
  session: FakeSession | undefined;

  constructor(readonly clock: HandClock) {}

  async open(): Promise<FakeSession> {
    if (this.isDead) throw unavailable('camera-offline', 'The camera does not answer.');
    const session = new FakeSession();
    session.sendKeyframe(this.clock.nowMs() - this.burst.lengthMs);
    session.wallMs += this.burst.driftMs;
    this.session = session;
    return session;
  }

  async close(): Promise<void> {}
}

/** What of a segment's bytes a file begins with, and each of its GOPs. */
export interface Film {
  readonly init: Uint8Array;
  readonly gops: readonly Uint8Array[];
}

export function filmOf(bytes: Uint8Array): Film {
  const file = readFragmentedFile(bytes);
  if (!file.isReadable) throw new Error(file.damage.message);
  return {
    init: bytes.subarray(0, file.init.sizeBytes),
    gops: file.fragments.map(({ offsetBytes, sizeBytes }) =>
      bytes.subarray(offsetBytes, offsetBytes + sizeBytes),
    ),
  };
}

/** Writes a film as ffmpeg does, into the run's directory, whose lock it holds; it is told when a GOP comes. */
export class FilmingRecorder implements Recorder {
  process: FilmingProcess | undefined;
  private session: FakeSession | undefined;
  private starting = later<void>();

  constructor(
    private readonly film: Film,
    private readonly camera: LivingCamera,
  ) {}

  /** Resolves when the next process starts. */
  get nextStart(): Promise<void> {
    return this.starting.promise;
  }

  start(order: RecordingOrder): RecorderProcess {
    const { session } = this.camera;
    const fromMs = session === this.session ? (this.process?.toMs ?? 0) : 0;
    const process = new FilmingProcess(order, this.film, { fromMs, clock: this.camera.clock });
    [this.process, this.session] = [process, session];
    void session?.ended.then(() => process.stop());
    this.starting.resolve();
    this.starting = later();
    return process;
  }

  /** The relay closes its side of this part, and offers the next one. */
  changeFormat(): void {
    if (!this.process) return;
    this.session?.changeFormat(this.process.toMs);
    void this.process.stop();
  }
}

export class FilmingProcess implements RecorderProcess {
  readonly pid = 1;
  private readonly end = later<RecorderEnd>();
  readonly ended = this.end.promise;
  readonly begun = Promise.resolve(true);
  private readonly lock: ChildProcess;
  private readonly locked: Promise<unknown>;
  /** It has told its end, or is about to. */
  isFinished = false;
  private isOver = false;
  private seq: number;
  private gopsInFile = 0;
  private mediaMs = 0;
  private mediaFromMs = 0;

  constructor(
    private readonly order: RecordingOrder,
    private readonly film: Film,
    private readonly part: { readonly fromMs: number; readonly clock: HandClock },
  ) {
    this.seq = order.firstSeq;
    const holding = ['-c', 'echo locked; exec sleep 1000'];
    this.lock = spawn('sh', holding, {
      cwd: order.directory,
      stdio: ['ignore', 'pipe', 'ignore', order.lockFd],
    });
    this.locked = Promise.race([once(this.lock, 'exit'), once(this.lock.stdout ?? this.lock, 'data')]);
  }

  /** Media time of the session that came so far. */
  get toMs(): number {
    return this.part.fromMs + this.mediaMs;
  }

  /** A GOP comes. On a full disk it says that its last file lasted longer than it does, and ends: so does ffmpeg. */
  async gop(): Promise<void> {
    await this.locked;
    const gop = this.film.gops[this.gopsInFile];
    if (this.isOver || !gop) return;
    this.mediaMs += gopMs;
    try {
      if (this.gopsInFile === 0) await this.write(this.film.init, 'w');
      this.gopsInFile += 1;
      await this.write(gop, 'a');
    } catch {
      return this.finish({ kind: 'disk-full', message: 'the disk of the spool is full' });
    }
    if (this.gopsInFile === this.film.gops.length) this.cut();
  }

  /** A keyframe after the time of a cut. */
  cut(): void {
    if (this.isOver || this.gopsInFile === 0) return;
    const { seq, mediaFromMs, mediaMs: mediaToMs } = this;
    this.gopsInFile = 0;
    this.mediaFromMs = mediaToMs;
    this.seq += 1;
    this.order.onFile({ seq, mediaFromMs, mediaToMs });
  }

  async stop(): Promise<RecorderEnd> {
    await this.finish({ kind: 'finished', message: '' });
    return this.ended;
  }

  /** It tells nothing any more. */
  async kill(): Promise<void> {
    this.isOver = true;
    await this.unlock();
  }

  private async finish(end: RecorderEnd): Promise<void> {
    if (this.isOver) return;
    this.cut();
    this.isOver = this.isFinished = true;
    await this.unlock();
    this.end.resolve(end);
  }

  private async unlock(): Promise<void> {
    await this.locked;
    if (this.lock.exitCode !== null || this.lock.signalCode !== null) return;
    this.lock.kill('SIGKILL');
    await once(this.lock, 'exit');
  }

  private async write(bytes: Uint8Array, flag: 'w' | 'a'): Promise<void> {
    const path = join(this.order.directory, `${spoolFileName(this.seq)}.mp4`);
    const file = await open(path, flag);
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
      const nowS = this.part.clock.nowMs() / 1000;
      await utimes(path, nowS, nowS);
    }
  }
}
