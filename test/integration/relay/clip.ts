import { execFileSync } from 'node:child_process';

/** One picture as a camera would send it: its NAL units and its presentation time. */
export interface Picture {
  readonly nals: readonly Buffer[];
  readonly ptsTicks: number;
}

export interface ClipOptions {
  readonly fps?: number;
  readonly seconds?: number;
  readonly gopFrames?: number;
  readonly bFrames?: number;
  readonly openGop?: boolean;
  readonly size?: string;
  readonly codec?: 'libx264' | 'libx265';
  readonly kbps?: number;
  /** H.264: no IDR after the first; each GOP begins with a recovery point. */
  readonly isRefreshed?: boolean;
  /** Constant: it stands in the PPS. */
  readonly quantiser?: number;
  /** By default `yuv420p`. */
  readonly pixelFormat?: string;
  /** More parameters of x264 or x265, such as `slices=4`. */
  readonly params?: string;
  /** Whether the encoder tells when each picture is shown, B-frames or not; open GOPs always do. */
  readonly tellsTimes?: boolean;
}

/** Encodes a moving test picture with the real ffmpeg and takes it apart, in decoding order. */
export function encodeClip(options: ClipOptions = {}): Picture[] {
  const { fps = 25, seconds = 4, gopFrames = 25, bFrames = 0, size = '320x180', codec = 'libx264' } = options;
  const open = Number(options.openGop ?? false);
  const gops = `keyint=${gopFrames}:min-keyint=${gopFrames}:scenecut=0:bframes=${bFrames}:b-adapt=0:b-pyramid=0:open-gop=${open}`;
  const more = options.params === undefined ? gops : `${gops}:${options.params}`;
  const x264 = options.isRefreshed ? `${more}:intra-refresh=1` : more;
  const encoder = codec === 'libx264' ? ['-x264-params', x264] : ['-x265-params', `${x264}:log-level=none`];
  const args = ['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${fps}:duration=${seconds}`];
  const { kbps, quantiser } = options;
  const rate = [
    ...(kbps === undefined ? [] : ['-b:v', `${kbps}k`]),
    ...(quantiser === undefined ? [] : ['-qp', `${quantiser}`]),
  ];
  const format = codec === 'libx264' ? 'h264' : 'hevc';
  const encode = ['-c:v', codec, '-preset', 'ultrafast', '-bf', `${bFrames}`, ...encoder, ...rate];
  const encoded = [
    ...args,
    ...encode,
    '-pix_fmt',
    options.pixelFormat ?? 'yuv420p',
    '-bsf:v',
    `${format}_metadata=aud=insert`,
  ];
  const bytes = run([...encoded, '-f', format, '-']);
  const frameTicks = 90_000 / fps;
  const pictures = toPictures(bytes, codec === 'libx264' ? 9 : 35, codec, frameTicks);
  return options.openGop || options.tellsTimes
    ? inOrderOfShowing(pictures, run([...encoded, '-f', 'framecrc', '-']), frameTicks)
    : pictures;
}

const run = (args: readonly string[]): Buffer =>
  execFileSync('ffmpeg', args, { maxBuffer: 256 * 1024 * 1024 });

/** Presentation times as a list of packets tells them: `stream, dts, pts, …` in frames. */
function inOrderOfShowing(pictures: readonly Picture[], list: Buffer, frameTicks: number): Picture[] {
  const lines = list
    .toString()
    .split('\n')
    .filter((line) => /^\d/.test(line));
  return pictures.map((picture, i) => ({
    ...picture,
    ptsTicks: Number(lines[i]?.split(',')[2]) * frameTicks,
  }));
}

function toPictures(bytes: Buffer, delimiter: number, codec: string, frameTicks: number): Picture[] {
  const typeOf = (nal: Buffer): number =>
    codec === 'libx264' ? (nal[0] ?? 0) & 31 : ((nal[0] ?? 0) >> 1) & 63;
  const pictures: Buffer[][] = [];
  for (const nal of splitStartCodes(bytes)) {
    if (typeOf(nal) === delimiter) pictures.push([]);
    else pictures.at(-1)?.push(nal);
  }
  return pictures.map((nals, i) => ({ nals, ptsTicks: i * frameTicks }));
}

export function splitStartCodes(bytes: Buffer): Buffer[] {
  const marks: number[] = [];
  for (let at = bytes.indexOf('000001', 0, 'hex'); at >= 0; at = bytes.indexOf('000001', at + 3, 'hex')) {
    marks.push(at);
  }
  return marks.map((mark, i) => {
    const next = marks[i + 1] ?? bytes.length;
    const end = i + 1 < marks.length && bytes[next - 1] === 0 ? next - 1 : next;
    return bytes.subarray(mark + 3, end);
  });
}

/** Presentation times of a clip whose pictures were encoded with `bFrames` consecutive B-frames between anchors. */
export function withReordering(pictures: readonly Picture[], bFrames: number, gopFrames: number): Picture[] {
  const frameTicks = (pictures[1]?.ptsTicks ?? 0) - (pictures[0]?.ptsTicks ?? 0);
  return pictures.map((picture, i) => {
    const gopStart = Math.floor(i / gopFrames) * gopFrames;
    return { ...picture, ptsTicks: (gopStart + displayIndex(i - gopStart, bFrames, gopFrames)) * frameTicks };
  });
}

/** IDR, then groups of one anchor followed by the B-frames shown before it; the last group may be shorter. */
function displayIndex(inGop: number, bFrames: number, gopFrames: number): number {
  if (inGop === 0) return 0;
  const group = Math.floor((inGop - 1) / (bFrames + 1));
  const first = 1 + group * (bFrames + 1);
  const size = Math.min(bFrames + 1, gopFrames - first);
  return inGop === first ? first + size - 1 : inGop - 1;
}
