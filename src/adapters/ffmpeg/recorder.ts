import { createInterface } from 'node:readline';
import ffmpeg from 'fluent-ffmpeg';
import { parseSegmentLine, recordingArguments } from '../../media/index.ts';
import type { Recorder, RecorderEnd, RecorderProcess, RecordingOrder } from '../../recording/index.ts';
import { writeGuard } from './guard.ts';
import { findFfmpeg, warmUp } from './program.ts';

/** The child process that fluent-ffmpeg spawned; its types leave it out. */
interface SpawnedCommand extends ffmpeg.FfmpegCommand {
  readonly ffmpegProc?: import('node:child_process').ChildProcessWithoutNullStreams;
}

/** How long each rung of the stop ladder is given, ms. */
const politeMs = 2_000;
const insistentMs = 3_000;
/** Last lines of ffmpeg: the cause comes some lines before the end. */
const keptLines = 20;

/**
 * Recorders that are ffmpeg, run through fluent-ffmpeg. Of it only input, options, output, `start`, `end`, `error` and
 * `run` are used: its `progress` opens a second session to the camera, its `kill` and `timeout` do not kill.
 *
 * Errors: `unavailable` `ffmpeg-missing` when there is no ffmpeg to run.
 */
export async function createFfmpegRecorder(scratchDirectory: string): Promise<Recorder> {
  const program = await findFfmpeg();
  await warmUp(program);
  const guard = await writeGuard(scratchDirectory, program);
  return { start: (order) => new FfmpegProcess(order, guard) };
}

class FfmpegProcess implements RecorderProcess {
  readonly ended: Promise<RecorderEnd>;
  private readonly command: SpawnedCommand;
  /** A child that was not spawned yet cannot be stopped. */
  private readonly begun: Promise<void>;
  private stopping: Promise<RecorderEnd> | undefined;

  constructor(order: RecordingOrder, guard: string) {
    const { input, output } = recordingArguments(order);
    this.command = ffmpeg(order.url, { cwd: order.directory, stdoutLines: keptLines })
      .setFfmpegPath(guard)
      .inputOptions(...input)
      .outputOptions(...output)
      .output('%06d.mp4');
    this.begun = new Promise((resolve) => {
      this.command.once('start', () => {
        this.readList(order);
        resolve();
      });
    });
    this.ended = endOf(this.command);
    this.command.run();
  }

  get pid(): number | undefined {
    return this.command.ffmpegProc?.pid;
  }

  stop(): Promise<RecorderEnd> {
    this.stopping ??= this.climb();
    return this.stopping;
  }

  /** `q` lets it finish its file; while it blocks in a read it heeds neither that nor SIGTERM. */
  private async climb(): Promise<RecorderEnd> {
    await Promise.race([this.begun, this.ended]);
    const child = this.command.ffmpegProc;
    if (!child) return this.ended;
    const timers = [
      setTimeout(() => child.kill('SIGTERM'), politeMs),
      setTimeout(() => child.kill('SIGKILL'), politeMs + insistentMs),
    ];
    child.stdin.write('q');
    const end = await this.ended;
    for (const timer of timers) clearTimeout(timer);
    return end;
  }

  private readList(order: RecordingOrder): void {
    const child = this.command.ffmpegProc;
    if (!child) return;
    // A child that is gone breaks the pipe; the exit event reports it.
    child.stdin.on('error', () => {});
    createInterface(child.stdout).on('line', (line) => {
      const file = parseSegmentLine(line);
      if (file) order.onFile(file);
    });
  }
}

function endOf(command: ffmpeg.FfmpegCommand): Promise<RecorderEnd> {
  return new Promise((resolve) => {
    command.once('end', (_stdout, stderr) => resolve({ kind: 'finished', message: lastStderrLine(stderr) }));
    // The message of fluent-ffmpeg may hold the command line; what ffmpeg said is enough.
    command.once('error', (error: Error, _stdout: unknown, stderr: unknown) => {
      if (/No space left on device|Disk quota exceeded/.test(String(stderr)))
        return resolve({ kind: 'disk-full', message: 'the disk of the spool is full' });
      const said = lastStderrLine(stderr);
      resolve({ kind: 'failed', message: said === '' ? (error.message.split(':')[0] ?? '') : said });
    });
  });
}

/** The last line that says something. No URL. */
function lastStderrLine(stderr: unknown): string {
  const lines = typeof stderr === 'string' ? stderr.trim().split('\n') : [];
  const telling = lines.filter((line) => !line.startsWith('Conversion failed'));
  return (telling.at(-1) ?? '').replace(/rtsp:\S+/g, 'rtsp:…');
}
