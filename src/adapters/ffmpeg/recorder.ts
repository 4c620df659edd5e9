import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { messageOf } from '../../core/index.ts';
import { parseSegmentLine } from '../../media/index.ts';
import type { Recorder, RecorderEnd, RecorderProcess, RecordingOrder } from '../../recording/index.ts';
import { type Spawn, startFfmpeg } from './child.ts';
import { findFfmpeg } from './program.ts';
import { recorderCommand } from './recorder-command.ts';
import { LastWords } from './recorder-end.ts';

/** How long each rung of the stop ladder is given, ms. */
const politeMs = 2_000;
const insistentMs = 3_000;

export interface FfmpegRecorderOptions {
  /** Path of ffmpeg; by default the one on PATH. */
  readonly program?: string;
  readonly spawn?: Spawn;
}

/** Recorders that are ffmpeg. Errors: `unavailable` `ffmpeg-missing` when there is no ffmpeg to run. */
export async function createFfmpegRecorder(options: FfmpegRecorderOptions = {}): Promise<Recorder> {
  const { program = await findFfmpeg(), ...starting } = options;
  return {
    start: (order) => {
      const { directory: cwd, lockFd } = order;
      const stdio = ['pipe' as const, 'pipe' as const, 'pipe' as const, lockFd];
      const child = startFfmpeg(program, recorderCommand(order), { ...starting, cwd, stdio });
      return new FfmpegProcess(child, order);
    },
  };
}

function readList(list: Readable, { onFile }: RecordingOrder): void {
  const lines = createInterface(list);
  lines.on('error', () => {});
  lines.on('line', (line) => {
    const file = parseSegmentLine(line);
    if (file) onFile(file);
  });
}

class FfmpegProcess implements RecorderProcess {
  readonly ended: Promise<RecorderEnd>;
  private child: ChildProcess | undefined;
  private stopping: Promise<RecorderEnd> | undefined;

  /** `starting` may reject: then the recorder has ended. */
  constructor(
    private readonly starting: Promise<ChildProcess>,
    order: RecordingOrder,
  ) {
    this.ended = starting.then(
      (child) => this.watch(child, order),
      (error: unknown) => ({ kind: 'not-started', message: messageOf(error) }),
    );
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  stop(): Promise<RecorderEnd> {
    this.stopping ??= this.climb();
    return this.stopping;
  }

  private async watch(child: ChildProcess, order: RecordingOrder): Promise<RecorderEnd> {
    this.child = child;
    const words = new LastWords();
    child.stderr?.setEncoding('utf8').on('data', (text: string) => words.add(text));
    // A child that is gone breaks the pipe; its exit reports that.
    child.stdin?.on('error', () => {});
    if (child.stdout) readList(child.stdout, order);
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    return words.endOf(code, signal);
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
