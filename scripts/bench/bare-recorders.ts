import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CameraFacts } from '../ward/index.ts';

/**
 * The baseline: the same cameras, each recorded by a bare `ffmpeg -c copy -f segment` straight from the
 * camera, as from a shell. (A simulated ward's passwords last for one run, so they may stand in argv.)
 */
export class BareRecorders {
  private constructor(private readonly children: readonly ChildProcess[]) {}

  static async start(
    cameras: readonly CameraFacts[],
    directory: string,
    segmentMs: number,
  ): Promise<BareRecorders> {
    const children: ChildProcess[] = [];
    for (const camera of cameras) {
      const target = join(directory, String(camera.number));
      await mkdir(target, { recursive: true });
      children.push(record(camera, target, segmentMs));
    }
    return new BareRecorders(children);
  }

  get pids(): number[] {
    return this.children.flatMap(({ pid, exitCode }) =>
      pid !== undefined && exitCode === null ? [pid] : [],
    );
  }

  async stop(): Promise<void> {
    const alive = this.children.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    );
    const gone = alive.map((child) => once(child, 'exit'));
    for (const child of alive) child.kill('SIGKILL');
    await Promise.all(gone);
  }
}

function record(
  { rtspUrls, user, password }: CameraFacts,
  directory: string,
  segmentMs: number,
): ChildProcess {
  const url = new URL(rtspUrls.main);
  url.username = user;
  url.password = password;
  const segments = ['-f', 'segment', '-segment_time', String(segmentMs / 1000), '-segment_format', 'mp4'];
  const fragments = ['-segment_format_options', 'movflags=+frag_keyframe+empty_moov+default_base_moof'];
  const input = ['-nostats', '-loglevel', 'error', '-rtsp_transport', 'tcp', '-i', url.href];
  const ffmpeg = ['ffmpeg', ...input, '-map', '0:v:0', '-c', 'copy', ...segments, ...fragments];
  return spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...ffmpeg, join(directory, '%06d.mp4')], {
    stdio: 'ignore',
  });
}
