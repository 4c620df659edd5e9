import type { Messages } from '../messages/vi.ts';
import { isGap, type Lane, type LanePart, partAt } from './lane.ts';
import { standingAt } from './lane-records.ts';

/** A part of a lane in words; outside any part, the camera was not registered yet. */
export function partName(part: LanePart | undefined, { lanes, gaps }: Messages): string {
  if (!part) return lanes.before;
  if (part.kind === 'recorded') return lanes.recorded;
  return isGap(part.kind) ? lanes.gapNow(gaps[part.kind]) : lanes.live;
}

/** How the footage of an instant stands to the evidence log; of time without footage, only where it is altered. */
export function standingName(lane: Lane, ms: number, { records }: Messages): string | undefined {
  const standing = lane.records && standingAt(lane.records, ms);
  if (standing === 'altered') return records.altered;
  return standing && partAt(lane, ms)?.kind === 'recorded' ? records[standing] : undefined;
}
