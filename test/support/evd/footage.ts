import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canonicalJson, sha256Hex } from '../../../src/core/index.ts';
import {
  buildKeyframeIndex,
  type KeyframeIndex,
  readFragmentedFile,
  readInit,
  retimeFragment,
} from '../../../src/media/index.ts';

/** A segment as the recorder's ffmpeg writes it, with its keyframe index of version 2. */
export interface FilmedSegment {
  readonly bytes: Buffer;
  readonly t0: number;
  readonly t1: number;
  readonly index: Buffer;
  readonly keyframes: KeyframeIndex;
}

export const segmentMs = 12_000;
export const gopMs = 2_000;
const segments = 5;

/** Five segments of 12 s that follow one another, of six GOPs each; the picture differs from camera to camera. */
export async function filmSegments(picture: string, fromMs: number): Promise<FilmedSegment[]> {
  const directory = await mkdtemp(join(tmpdir(), 'minhchung-evd-'));
  try {
    await film(directory, picture);
    const names = (await readdir(directory)).sort();
    const files = await Promise.all(names.map((name) => readFile(join(directory, name))));
    return files.map((bytes, i) => withIndex(bytes, fromMs + i * segmentMs));
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function film(directory: string, picture: string): Promise<void> {
  const input = [
    '-f',
    'lavfi',
    '-i',
    `${picture}=size=160x96:rate=10:duration=${(segments * segmentMs) / 1000}`,
  ];
  const coding = '-c:v libx264 -preset ultrafast -bf 0 -g 20 -keyint_min 20 -pix_fmt yuv420p'.split(' ');
  const cutting = [
    '-f',
    'segment',
    '-segment_time',
    '12',
    '-reset_timestamps',
    '1',
    '-segment_format',
    'mp4',
  ];
  const fragments = ['-segment_format_options', 'movflags=+frag_keyframe+empty_moov+default_base_moof'];
  const output = join(directory, '%02d.mp4');
  await promisify(execFile)('ffmpeg', ['-v', 'error', ...input, ...coding, ...cutting, ...fragments, output]);
}

function withIndex(bytes: Buffer, fromMs: number): FilmedSegment {
  const file = readable(bytes);
  const [t0, t1] = [fromMs, fromMs + segmentMs];
  const keyframes = buildKeyframeIndex(file, { wallStartMs: t0, wallEndMs: t1 });
  const gops = file.fragments.map(({ offsetBytes, sizeBytes }) =>
    digestsOf(bytes.subarray(offsetBytes, offsetBytes + sizeBytes)),
  );
  const digests = { init: sha256Hex(bytes.subarray(0, file.init.sizeBytes)), gops };
  return { bytes, t0, t1, keyframes, index: Buffer.from(canonicalJson({ v: 2, keyframes, digests })) };
}

/** `moof`, then `mdat` with a header of eight bytes. */
function digestsOf(gop: Buffer) {
  const headBytes = gop.readUInt32BE(0) + 8;
  return {
    headBytes,
    head: sha256Hex(gop.subarray(0, headBytes)),
    payload: sha256Hex(gop.subarray(headBytes)),
  };
}

function readable(bytes: Buffer) {
  const file = readFragmentedFile(bytes);
  if (!file.isReadable) throw new Error(file.damage.message);
  return file;
}

/** The GOPs of the range, joined as an export does it. */
export function clipOf(
  filmed: readonly FilmedSegment[],
  range: readonly [number, number],
  originMs: number,
): Buffer {
  const [first] = filmed;
  if (!first) return Buffer.alloc(0);
  const init = first.bytes.subarray(0, first.keyframes.initSizeBytes);
  const facts = readInit(init);
  const gops = filmed.flatMap(({ bytes, keyframes, t1 }) =>
    keyframes.gops.map(({ wallMs, offsetBytes, sizeBytes }, i) => ({
      bytes: bytes.subarray(offsetBytes, offsetBytes + sizeBytes),
      fromMs: wallMs,
      toMs: keyframes.gops[i + 1]?.wallMs ?? t1,
    })),
  );
  const shown = gops.filter(({ fromMs, toMs }) => fromMs < range[1] && toMs > range[0]);
  const retimed = shown.flatMap(({ bytes, fromMs }, i) => {
    const presentationTicks = Math.round(((fromMs - originMs) * facts.track.timescale) / 1000);
    return retimeFragment(bytes, facts, { presentationTicks, sequence: i + 1 });
  });
  return Buffer.concat([init, ...retimed]);
}
