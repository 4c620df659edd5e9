import { canonicalJson, formatInstant, sha256Hex, type TimeRange } from '../../core/index.ts';
import { vantageOf } from '../../footage/index.ts';
import { groundOf, groundsOf, type NegativeStatement, type SilentCamera } from './statement.ts';

/** The statement for programs, canonical JSON: what the record in the log has the digest of. */
export function negativeDocument(statement: NegativeStatement): string {
  const { id, asked, statedAtMs, cameras, outer } = statement;
  const { caseNumber, authority, place, area, neighbourhood, range } = asked;
  return canonicalJson({
    v: 1,
    id,
    statedAt: formatInstant(statedAtMs),
    caseNumber,
    authority,
    place,
    area,
    neighbourhood,
    ...rangeMembers(range),
    grounds: groundsOf(statement),
    cameras: cameras.map((camera) => ({
      ...cameraMembers(statement, camera),
      missing: camera.missing.map((each) => ({
        ...rangeMembers(each),
        reason: each.reason,
        ground: groundOf(each),
      })),
    })),
    outerCameras: outer.map((camera) => cameraMembers(statement, camera)),
  });
}

/** Stands for the whole statement. */
export const negativeSha256 = (statement: NegativeStatement): string =>
  sha256Hex(Buffer.from(negativeDocument(statement)));

const rangeMembers = ({ fromMs, toMs }: TimeRange) => ({
  from: formatInstant(fromMs),
  to: formatInstant(toMs),
});

/** Distance in whole metres, as the paper has it. */
function cameraMembers(
  { asked: { area } }: NegativeStatement,
  { id, name, place }: Pick<SilentCamera, 'id' | 'name' | 'place'>,
) {
  const seen = vantageOf(place, area);
  return {
    id,
    name,
    ...(seen && { distanceM: Math.round(seen.distanceM), view: seen.view }),
    ...(place?.bearingDeg !== undefined && { bearingDeg: place.bearingDeg }),
  };
}
