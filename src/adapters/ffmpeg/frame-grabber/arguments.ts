import type { Keyframe, VideoCodec } from '../../../media/index.ts';

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The parameters of one decoder. `width` and `height` are the coded ones; still and tile have square pixels. */
export interface DecoderShape extends PictureSize {
  readonly codec: VideoCodec;
  readonly still: PictureSize;
  readonly tile: PictureSize;
}

const tileWidth = 160;
/** 8K. Sizes are attacker-controlled; ffmpeg takes memory by them. */
export const maxPixels = 8192 * 4320;

/** The shape for keyframes of a declared size, or undefined when no camera has such pictures. */
export function decoderShape({
  codec,
  width,
  height,
  pixelAspect,
}: Pick<Keyframe, 'codec' | 'width' | 'height' | 'pixelAspect'>): DecoderShape | undefined {
  const still = seenSize(width, height, pixelAspect);
  if (width < 16 || height < 16 || still.width * still.height > maxPixels) return undefined;
  const tileHeight = even((tileWidth * height) / (width * pixelAspect));
  const tile = { width: tileWidth, height: Math.min(Math.max(tileHeight, 16), 4 * tileWidth) };
  return { codec, width, height, still, tile };
}

/** Square pixels (quirk 26), by making the picture larger: no line and no column is lost. */
const seenSize = (width: number, height: number, pixelAspect: number): PictureSize => {
  if (pixelAspect > 1) return { width: even(width * pixelAspect), height };
  return pixelAspect < 1 ? { width, height: even(height / pixelAspect) } : { width, height };
};

const even = (length: number): number => 2 * Math.round(length / 2);

/** Descriptors of ffmpeg: what goes where. */
export const pipes = { keyframes: 0, tiles: 1, log: 2, stills: 3, ids: 4 } as const;

export const decoders: Record<VideoCodec, string> = { h264: 'h264', h265: 'hevc' };

/**
 * The argument list of an ffmpeg that lives on: keyframes come in as IVF frames whose timestamp is an id, and each
 * goes out as a raw RGB tile, as a line with its id (`framecrc`) and, when the id is odd, as a full-size JPEG with its
 * id (`smjpeg`).
 *
 * `-xerror` and `-err_detect explode` make it leave at a damaged picture: ffmpeg would patch the hole with what was
 * there before, which is the picture of another camera. One thread in decoder and encoders, because each further
 * one holds back a picture; `-probesize 32` makes it start on the first packet, `-copyts` keeps the ids.
 *
 * The loop filter stays on: a still needs it, and decoders for tiles alone would save 4 to 12 % of a tile for a second
 * process of 25 to 60 MB for each shape (ffmpeg 5.1, 720p). Most of a keyframe's time is its entropy coding.
 */
export function decoderArguments({ codec, still, tile }: DecoderShape): string[] {
  const decode = ['-threads', '1', '-max_pixels', `${maxPixels}`, '-c:v', decoders[codec]];
  const once = ['-fps_mode', 'passthrough', '-enc_time_base', '-1', '-threads', '1', '-flush_packets', '1'];
  return [
    ...['-hide_banner', '-nostats', '-nostdin', '-loglevel', 'error', '-xerror', '-copyts'],
    ...['-filter_threads', '1', '-filter_complex_threads', '1', '-err_detect', 'explode'],
    ...['-probesize', '32', '-analyzeduration', '0', '-protocol_whitelist', 'pipe'],
    ...[...decode, '-f', 'ivf', '-i', `pipe:${pipes.keyframes}`],
    ...['-filter_complex', filters(still, tile)],
    ...['-map', '[tile]', ...once, '-c:v', 'rawvideo', '-f', 'rawvideo', `pipe:${pipes.tiles}`],
    ...['-map', '[id]', ...once, '-c:v', 'rawvideo', '-f', 'framecrc', `pipe:${pipes.ids}`],
    ...['-map', '[still]', ...once, '-c:v', 'mjpeg', '-q:v', '4', '-flags:v', '+bitexact'],
    ...['-f', 'smjpeg', `pipe:${pipes.stills}`],
  ];
}

/** Full-size pictures are scaled to the declared size too: a stream may declare one and send another. */
const filters = (still: PictureSize, tile: PictureSize): string =>
  [
    '[0:v]split[whole][small]',
    `[small]scale=${tile.width}:${tile.height}:flags=area,format=rgb24,split[tile][id]`,
    `[whole]select='mod(pts,2)',scale=${still.width}:${still.height}:out_color_matrix=bt601:out_range=pc,setsar=1,format=yuvj420p[still]`,
  ].join(';');
