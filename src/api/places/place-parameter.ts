import { invalid } from '../../core/index.ts';
import type { QueryParameters } from '../../footage/index.ts';
import { type FoundPlace, findPlaces } from '../../places/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { FoundPlaceJson } from './ward-map-schemas.ts';

/** Beside a landmark, and beside a camera. */
const usualRadiusM = 150;
/** How far from its shape a camera may stand to look at a street. */
const besideStreetDeg = 0.0006;
const otherPlaces = ['near', 'bbox', 'polygon', 'neighbourhood', 'camera'];

/**
 * `place=<name>` as the parameter that it means: a neighbourhood as itself, a street as the box around it, a landmark
 * or camera as `near` it (150 m unless `radiusM` says otherwise). Others pass as they are.
 *
 * Errors: `unknown-place`, `place-ambiguous`, and those of `findPlaces`, with the field `place`.
 */
export async function withPlace(
  { places }: Pick<ApiDeps, 'places'>,
  { place, ...others }: QueryParameters,
): Promise<{ readonly query: QueryParameters; readonly place?: FoundPlace }> {
  if (place === undefined) return { query: others };
  const second = otherPlaces.find((name) => others[name] !== undefined);
  if (second)
    throw invalid('place-ambiguous', `Give the place once: place and ${second} were given.`, second);
  const found = (await findPlaces(places, place)).find(isSomewhere);
  if (!found) throw invalid('unknown-place', 'There is no place of that name.', 'place');
  return { query: { ...others, ...meaningOf(found, others) }, place: found };
}

export const placeJson = ({ aliases, ...place }: FoundPlace): FoundPlaceJson => ({
  ...place,
  aliases: [...aliases],
});

const isSomewhere = ({ at, neighbourhoodId, kind }: FoundPlace): boolean =>
  at !== undefined || (kind === 'neighbourhood' && neighbourhoodId !== undefined);

function meaningOf({ kind, neighbourhoodId, at, box }: FoundPlace, others: QueryParameters): QueryParameters {
  if (kind === 'neighbourhood' && neighbourhoodId !== undefined) return { neighbourhood: neighbourhoodId };
  const isLong = box !== undefined && (box.west < box.east || box.south < box.north);
  if (box && isLong && kind !== 'camera') {
    const edges = [
      Math.max(-180, box.west - besideStreetDeg),
      Math.max(-90, box.south - besideStreetDeg),
      Math.min(180, box.east + besideStreetDeg),
      Math.min(90, box.north + besideStreetDeg),
    ];
    return { bbox: edges.map((edge) => edge.toFixed(7)).join(',') };
  }
  const radiusM = others.radiusM ?? String(usualRadiusM);
  return { near: `${at?.lat.toFixed(7)},${at?.lon.toFixed(7)}`, radiusM };
}
