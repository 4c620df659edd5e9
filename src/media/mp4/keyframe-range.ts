import type { ByteRange } from '../../core/index.ts';
import { boxesIn } from './boxes.ts';
import { readFragment } from './fragment.ts';
import type { InitFacts } from './init-section.ts';

/**
 * Where the keyframe of a GOP of `gopBytes` lies in it, by its first bytes; `undefined` when these do not reach its
 * samples. Attacker-controlled. Errors: `invalid` with a code `media-…`.
 */
export function keyframeRange(init: InitFacts, head: Uint8Array, gopBytes: number): ByteRange | undefined {
  const boxes = [...boxesIn(head)];
  const moof = boxes.find(({ type, isWhole }) => type === 'moof' && isWhole);
  const mdat = boxes.find(({ type }) => type === 'mdat');
  if (!moof || mdat?.offsetBytes !== moof.endBytes || mdat.bodyOffsetBytes >= head.length) return undefined;
  const whole = mdat.isWhole ? mdat : { ...mdat, endBytes: gopBytes };
  return readFragment(head, { startBytes: 0, moof, mdat: whole }, init).keyframe;
}
