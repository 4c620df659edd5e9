import { invalid } from '../../core/index.ts';
import { readFragmentedFile } from '../mp4/fragmented-file.ts';
import { type Keyframe, keyframeOf } from './keyframe-bitstream.ts';

/**
 * The keyframe of one GOP of a stored file, from the init section and the bytes of that GOP. Attacker-controlled.
 * Errors: `invalid` with a code `media-…`.
 */
export function keyframeOfGop(init: Uint8Array, gop: Uint8Array): Keyframe {
  const bytes = Buffer.concat([init, gop]);
  const file = readFragmentedFile(bytes);
  if (!file.isReadable) throw invalid(file.damage.code, file.damage.message);
  return keyframeOf(bytes, file.track, file.fragments[0]);
}
