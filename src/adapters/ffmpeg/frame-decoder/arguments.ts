import { type DecoderShape, decoders, maxPixels } from '../frame-grabber/arguments.ts';

/**
 * The argument list of an ffmpeg that reads one GOP as MP4, and writes the frame that is shown at that tick as JPEG,
 * and nothing else.
 *
 * `-copyts` keeps the times of the file, by which the frame is chosen: never by counting, since a decoder may give out
 * fewer frames than there are. `-xerror`, `-err_detect explode` and `-output_corrupt` make it leave at a damaged
 * picture instead of patching it.
 */
export function frameArguments({ codec, still }: DecoderShape, presentationTicks: number): string[] {
  const { width, height } = still;
  const filters = [
    `select='eq(pts,${presentationTicks})'`,
    `scale=${width}:${height}:out_color_matrix=bt601:out_range=pc`,
    'setsar=1,format=yuvj420p',
  ].join(',');
  return [
    ...['-hide_banner', '-nostats', '-nostdin', '-loglevel', 'error', '-xerror', '-copyts'],
    ...['-err_detect', 'explode', '-flags', '-output_corrupt', '-filter_threads', '1'],
    ...['-protocol_whitelist', 'pipe', '-threads', '1', '-max_pixels', `${maxPixels}`],
    ...['-c:v', decoders[codec], '-f', 'mp4', '-i', 'pipe:0'],
    ...['-map', '0:v:0', '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-vf', filters],
    ...['-frames:v', '1', '-threads', '1', '-c:v', 'mjpeg', '-q:v', '2', '-flags:v', '+bitexact'],
    ...['-f', 'image2pipe', 'pipe:1'],
  ];
}
