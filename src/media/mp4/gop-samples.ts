import { childBoxes } from './boxes.ts';
import { findTrack, moofAndMdat, readFragment } from './fragment.ts';
import { readInit } from './init-section.ts';
import { readSampleRun } from './sample-run.ts';
import type { VideoTrack } from './video-track.ts';

/** When each frame of a GOP is shown. */
export interface GopSamples {
  readonly track: VideoTrack;
  /** In ticks of the track, as the file says, in the order of decoding: the first is the keyframe. */
  readonly presentationTicks: readonly number[];
}

/** The frames of one GOP, from the init section and the bytes of that GOP. Errors: `invalid` with a code `media-…`. */
export function samplesOfGop(init: Uint8Array, gop: Uint8Array): GopSamples {
  const facts = readInit(init);
  const boxes = moofAndMdat(gop);
  // Bounds the number of samples, and refuses a GOP that does not begin with a keyframe.
  let { decodeTicks } = readFragment(gop, { startBytes: 0, ...boxes }, facts);
  const { traf, header } = findTrack(gop, boxes.moof, facts);
  const presentationTicks: number[] = [];
  for (const trun of childBoxes(gop, traf)) {
    if (trun.type !== 'trun') continue;
    for (const sample of readSampleRun(gop, trun, header.defaults).samples) {
      presentationTicks.push(decodeTicks + sample.compositionTicks);
      decodeTicks += sample.durationTicks;
    }
  }
  return { track: facts.track, presentationTicks };
}
