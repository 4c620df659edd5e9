import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ListedSegment {
  readonly file: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A real ffmpeg copying a stream into segments, as the page of the relay says it must be told. */
export class Recording {
  readonly directory = mkdtempSync(join(tmpdir(), 'relay-'));
  readonly segments: ListedSegment[] = [];
  readonly argv: readonly string[];
  readonly pid: number | undefined;
  stderr = '';
  /** Exit status, once it has ended and its output was read. */
  readonly ended: Promise<number | null>;
  private readonly child;

  constructor(
    url: string,
    segmentS = 1,
    private readonly onSegment: (segment: ListedSegment) => void = () => {},
  ) {
    this.argv = [
      ...[
        '-nostats',
        '-loglevel',
        'warning',
        '-rtsp_transport',
        'tcp',
        '-timeout',
        '5000000',
        '-copyts',
        '-fpsprobesize',
        '0',
        '-i',
        url,
      ],
      ...[
        '-map',
        '0:v:0',
        '-c',
        'copy',
        '-bsf:v',
        'setts=pts=if(eq(N\\,0)\\,0\\,PTS)',
        '-avoid_negative_ts',
        'disabled',
      ],
      ...['-f', 'segment', '-segment_time', `${segmentS}`, '-segment_format', 'mp4'],
      ...['-segment_format_options', 'movflags=+frag_keyframe+empty_moov+default_base_moof:flush_packets=1'],
      ...['-segment_list', 'pipe:1', '-segment_list_type', 'csv', join(this.directory, '%d.mp4')],
    ];
    this.child = spawn('ffmpeg', this.argv, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.pid = this.child.pid;
    this.child.stderr.on('data', (text: Buffer) => {
      this.stderr += text.toString();
    });
    this.readList();
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
  }

  /** Asks ffmpeg to stop, as a person would. */
  quit(): void {
    this.child.stdin.write('q');
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Presentation times of a file's pictures in decoding order, in ms, by ffprobe. */
  presentationMs(segment: ListedSegment): number[] {
    const what = ['-v', 'error', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0'];
    const text = execFileSync('ffprobe', [...what, join(this.directory, segment.file)]).toString();
    return text
      .trim()
      .split('\n')
      .map((line) => Math.round(Number.parseFloat(line) * 1000));
  }

  remove(): void {
    this.child.kill('SIGKILL');
    rmSync(this.directory, { recursive: true, force: true });
  }

  private readList(): void {
    let text = '';
    this.child.stdout.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) this.note(line);
    });
  }

  private note(line: string): void {
    const [file = '', from, to] = line.split(',');
    const segment = { file, fromMs: Number(from) * 1000, toMs: Number(to) * 1000 };
    this.segments.push(segment);
    this.onSegment(segment);
  }
}
