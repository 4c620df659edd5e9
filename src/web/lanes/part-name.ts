import type { Messages } from '../messages/vi.ts';
import { isGap, type LanePart } from './lane.ts';

/** A part of a lane in words; outside any part, the camera was not registered yet. */
export function partName(part: LanePart | undefined, { lanes, gaps }: Messages): string {
  if (!part) return lanes.before;
  if (part.kind === 'recorded') return lanes.recorded;
  return isGap(part.kind) ? lanes.gapNow(gaps[part.kind]) : lanes.live;
}
