import ffmpeg from 'fluent-ffmpeg';
import { type CopySource, copyMaxBitsPerSecond } from '../../footage/index.ts';

/** Encoders of H.264 that need no device, the better one first. */
export const copyEncoders = ['libx264', 'libopenh264'] as const;
export type CopyEncoder = (typeof copyEncoders)[number];

/** 16 megapixels, as the largest cameras have. Sizes are attacker-controlled, and ffmpeg takes memory by them. */
const maxPixels = 4096 * 4096;
/** For the screen of an officer: what is larger is made smaller, and costs a small machine less. */
const most = { width: 1_280, height: 1_280 };

const mostRate = copyMaxBitsPerSecond;

const encoding: Record<CopyEncoder, string> = {
  libx264: `-preset superfast -tune zerolatency -crf 23 -maxrate ${mostRate} -bufsize ${mostRate}`,
  libopenh264: `-b:v ${mostRate / 2} -maxrate ${mostRate}`,
};

/**
 * The arguments of an ffmpeg (5.1 and later) that reads one or two GOPs of H.265 from standard input, and writes the wanted frames as
 * one fragment of H.264 to standard output. Times stay to the tick: `-copyts`, no frame is repeated or dropped, no edit list is
 * followed or written, and the track keeps its timescale. One thread each for the decoder, the filter and the encoder.
 * Profile and level are what `copyCodec` promises.
 */
export function copyCommand(source: Omit<CopySource, 'bytes'>, encoder: CopyEncoder): string[] {
  const { timescale } = source;
  const input = `-nostats -loglevel error -copyts -threads 1 -filter_threads 1 -max_pixels ${maxPixels}
    -protocol_whitelist pipe -ignore_editlist 1 -c:v hevc -f mp4`;
  const output = `-map 0:v:0 -an -sn -dn -map_metadata -1 -vf ${filter(source)} -c:v ${encoder} -threads 1
    ${encoding[encoder]} -profile:v high -level 4.0 -g 1000000 -sc_threshold 0 -bf 0 -fps_mode passthrough -enc_time_base 1/${timescale}
    -avoid_negative_ts disabled -video_track_timescale ${timescale} -use_editlist 0
    -movflags +frag_keyframe+empty_moov+default_base_moof+frag_discont+skip_trailer -f mp4`;
  return ffmpeg('pipe:0')
    .inputOptions(...input.split(/\s+/))
    .outputOptions(...output.split(/\s+/))
    .output('pipe:1')
    ._getArguments();
}

function filter({ fromTicks, untilTicks }: Pick<CopySource, 'fromTicks' | 'untilTicks'>): string {
  const until = untilTicks === undefined ? '' : `*lt(pts\\,${untilTicks})`;
  const size = `w='min(${most.width}\\,iw)':h='min(${most.height}\\,ih)'`;
  return [
    `select=gte(pts\\,${fromTicks})${until}`,
    `scale=${size}:force_original_aspect_ratio=decrease:force_divisible_by=2`,
    'format=yuv420p',
  ].join(',');
}
