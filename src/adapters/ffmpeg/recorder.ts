import { spawn as nodeSpawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf, settlesWithin } from '../../core/index.ts';
import { parseSegmentLine } from '../../media/index.ts';
import {
  type Recorder,
  type RecorderEnd,
  type RecorderProcess,
  type RecordingOrder,
  spoolFileName,
} from '../../recording/index.ts';
import { type Spawn, type StartedProcess, startFfmpeg } from './child.ts';
import { findFfmpeg } from './program.ts';
import { recorderCommand } from './recorder-command.ts';
import { LastWords } from './recorder-end.ts';
import { StartQueue, type StartQueueOptions } from './start-queue.ts';

/** How long each rung of the stop ladder is given, ms. */
const politeMs = 2_000;
const insistentMs = 3_000;
/** How often a recorder that starts is looked at. */
const lookEveryMs = 50;

/** After this a start ends its turn though no file is there, ms: a slow camera must not hold up the others. */
const longestTurnMs = 3_000;

export interface FfmpegRecorderOptions extends StartQueueOptions {
  /** Path of ffmpeg; by default the one on PATH. */
  readonly program?: string;
  /** Starts ffmpeg; by default in this thread, which the start blocks. */
  readonly spawn?: Spawn<StartedProcess>;
}

/** Recorders that are ffmpeg. Errors: `unavailable` `ffmpeg-missing` when there is no ffmpeg to run. */
export async function createFfmpegRecorder(options: FfmpegRecorderOptions = {}): Promise<Recorder> {
  const { program = await findFfmpeg(), spawn = nodeSpawn, ...queueing } = options;
  const queue = new StartQueue(queueing);
  const startNow = (order: RecordingOrder) =>
    startFfmpeg(spawn, program, recorderCommand(order), {
      cwd: order.directory,
      stdio: ['pipe', 'pipe', 'pipe', order.lockFd],
    });
  return { start: (order) => new FfmpegProcess(order, queue, startNow) };
}

class FfmpegProcess implements RecorderProcess {
  readonly begun: Promise<boolean>;
  readonly ended: Promise<RecorderEnd>;
  private readonly starting: Promise<StartedProcess>;
  private readonly stopped = new AbortController();
  private child: StartedProcess | undefined;
  private hasClosedFile = false;
  private stopping: Promise<RecorderEnd> | undefined;

  constructor(
    private readonly order: RecordingOrder,
    queue: StartQueue,
    startNow: (order: RecordingOrder) => Promise<StartedProcess>,
  ) {
    const turn = queue.turn(this.stopped.signal);
    this.starting = turn.then(() => startNow(order));
    this.begun = this.starting.then(
      (child) => this.untilBegun(child),
      () => false,
    );
    this.ended = this.starting.then(
      (child) => this.watch(child),
      (error: unknown) => ({ kind: 'not-started', message: messageOf(error) }),
    );
    turn.then(
      (end) => settlesWithin(this.begun, longestTurnMs).then(end),
      () => {},
    );
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  stop(): Promise<RecorderEnd> {
    this.stopped.abort();
    this.stopping ??= this.climb();
    return this.stopping;
  }

  private async untilBegun(child: StartedProcess): Promise<boolean> {
    const first = join(this.order.directory, `${spoolFileName(0)}.mp4`);
    for (;;) {
      const isOver = child.exitCode !== null || child.signalCode !== null;
      if (this.hasClosedFile || (await isThere(first))) return true;
      if (isOver) return false;
      await delay(lookEveryMs);
    }
  }

  private async watch(child: StartedProcess): Promise<RecorderEnd> {
    this.child = child;
    const words = new LastWords();
    child.stderr?.setEncoding('utf8').on('data', (text: string) => words.add(text));
    // A child that is gone breaks the pipe; its exit reports that.
    child.stdin?.on('error', () => {});
    if (child.stdout) this.readList(child.stdout);
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    return words.endOf(code, signal);
  }

  private readList(list: Readable): void {
    const lines = createInterface(list);
    lines.on('error', () => {});
    lines.on('line', (line) => {
      const file = parseSegmentLine(line);
      if (!file) return;
      this.hasClosedFile = true;
      this.order.onFile(file);
    });
  }

  /** `q` lets it finish its file; while it blocks in a read it heeds neither that nor SIGTERM. */
  private async climb(): Promise<RecorderEnd> {
    const child = await this.starting.catch(() => undefined);
    if (!child) return this.ended;
    const timers = [
      setTimeout(() => child.kill('SIGTERM'), politeMs),
      setTimeout(() => child.kill('SIGKILL'), politeMs + insistentMs),
    ];
    child.stdin?.write('q');
    const end = await this.ended;
    for (const timer of timers) clearTimeout(timer);
    return end;
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
