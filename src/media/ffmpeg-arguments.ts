/** Options before and after the input of a recording ffmpeg. */
export interface RecordingArguments {
  readonly input: readonly string[];
  readonly output: readonly string[];
}

/**
 * How ffmpeg (5.1 and later) copies an RTSP stream into fMP4 files: cut at the first keyframe after the wall clock
 * passes a multiple of `segmentMs` plus `cutOffsetMs`, one fragment per GOP, each closed file a CSV line
 * `name,start,end` (media time, seconds) on standard output.
 *
 * ffmpeg loses the timestamp of the first RTP packet it reads, from any source: `setts` and `-copyts` make its media
 * times start at 0 with the first frame and stay as they are from there (see src/relay/README.md).
 *
 * `flush_packets` writes a fragment out when it is whole. Without it ffmpeg buffers up to 256 KiB of a file, which for
 * a quiet camera are twenty seconds that a killed recorder would lose.
 *
 * `fpsprobesize` 0 writes from the first picture on. Without it ffmpeg waits for twenty pictures to guess their rate,
 * which takes two minutes at one in 6 s.
 *
 * Not `-use_wallclock_as_timestamps` (sets PTS = DTS = arrival: B-frames play out of order, bursts collapse) and not
 * `-reset_timestamps` (the list's times would not continue over the run). Audio is left out: G.711 cannot go into MP4
 * (quirk 24), and the purpose does not need it.
 */
export function recordingArguments(order: {
  segmentMs: number;
  cutOffsetMs: number;
  firstSeq: number;
}): RecordingArguments {
  const seconds = (ms: number) => (ms / 1000).toFixed(3);
  // The timeout (microseconds) only bounds a relay that hangs: it ends a camera that is silent for a minute.
  const input = `-nostats -loglevel warning -copyts -fpsprobesize 0
    -protocol_whitelist rtsp,rtp,tcp -rtsp_transport tcp -timeout 75000000`;
  const output = `-map 0:v:0 -c copy -bsf:v setts=pts=if(eq(N\\,0)\\,0\\,PTS) -avoid_negative_ts disabled
    -f segment -segment_time ${seconds(order.segmentMs)} -segment_atclocktime 1
    -segment_clocktime_offset ${seconds(order.cutOffsetMs)} -segment_start_number ${order.firstSeq}
    -segment_format mp4 -segment_format_options movflags=+frag_keyframe+empty_moov+default_base_moof:flush_packets=1
    -segment_list pipe:1 -segment_list_type csv`;
  return { input: input.split(/\s+/), output: output.split(/\s+/) };
}

/** One line of ffmpeg's segment list, or `undefined` for anything else. Times in ms. */
export function parseSegmentLine(
  line: string,
): { seq: number; mediaFromMs: number; mediaToMs: number } | undefined {
  const match = /^(\d+)\.mp4,(-?\d+\.\d+),(-?\d+\.\d+)$/.exec(line.trim());
  if (!match) return undefined;
  const [seq = 0, fromS = 0, toS = 0] = match.slice(1).map(Number);
  return { seq, mediaFromMs: fromS * 1000, mediaToMs: toS * 1000 };
}
