import { mediaInfoFactory } from 'mediainfo.js';
import { createFile, MP4BoxBuffer } from 'mp4box';

/** What mp4box.js reads of the only track of a file. */
export interface ReadTrack {
  readonly codec: string;
  readonly samples: number;
  readonly syncSamples: number;
  /** From the first decode time of a fragment (`tfdt`) to that of the next, s. */
  readonly longestStepS: number;
}

/**
 * Its list of samples counts on from the first fragment by durations alone (2.4.1), so that a gap is in its `tfdt` boxes only.
 * Errors: what mp4box.js says of the file.
 */
export function readByMp4box(bytes: Uint8Array): ReadTrack {
  const file = createFile();
  file.onError = (module, message) => {
    throw new Error(`${module}: ${message}`);
  };
  let codec = '';
  file.onReady = ({ tracks }) => {
    codec = tracks[0]?.codec ?? '';
  };
  file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(Uint8Array.from(bytes).buffer, 0));
  file.flush();
  const samples = file.getTrackSamplesInfo(1);
  const times = file.moofs.map(({ trafs }) => trafs[0]?.tfdt?.baseMediaDecodeTime ?? Number.NaN);
  const steps = times.slice(1).map((ticks, i) => (ticks - (times[i] ?? 0)) / (samples[0]?.timescale ?? 1));
  return {
    codec,
    samples: samples.length,
    syncSamples: samples.filter((sample) => sample.is_sync).length,
    longestStepS: Math.max(...steps),
  };
}

/** Format, frames and footage (s) of the only video track, by MediaInfo. */
export async function readByMediaInfo(bytes: Uint8Array) {
  const reader = await mediaInfoFactory({ format: 'object' });
  const { media } = await reader.analyzeData(bytes.length, (size, offset) =>
    bytes.subarray(offset, offset + size),
  );
  reader.close();
  const video = media?.track.find((track) => track['@type'] === 'Video');
  return { format: video?.Format, frames: video?.FrameCount, footageS: video?.Duration };
}
