import type { Box, Polygon, Position } from './area.ts';
import { isTooNearToTell, metresFrom, type Place } from './place.ts';
import { boxAroundAll } from './ward-map.ts';

/** A line that cuts less of a building is too near its corner to tell: pins of cameras are some metres off. */
const leastCutM = 3;

/** Metres: `along` the line from its beginning, and `across` it to the left. */
interface LinePoint {
  readonly along: number;
  readonly across: number;
}

type Wall = readonly [LinePoint, LinePoint];

/**
 * Buildings of a map, from above. Says what a flat map can: nothing of heights, walls and trees, nor of cameras above the
 * roofs.
 */
export class Buildings {
  private readonly boxed: readonly { readonly outline: Polygon; readonly box: Box }[];

  /** Each outline has a ring of three corners or more. */
  constructor(outlines: readonly Polygon[]) {
    this.boxed = outlines.map((outline) => ({ outline, box: boxAroundAll(outline.flat()) }));
  }

  /**
   * Whether a building stands between two places. None in which one of them lies, or which is nearer to one than the precision
   * of a pin: a camera hangs on a wall.
   */
  standBetween(from: Place, to: Place): boolean {
    const line = boxAround(from, to);
    return this.boxed.some(({ outline, box }) => touches(box, line) && isCut(outline, from, to));
  }
}

const boxAround = (from: Place, to: Place): Box => ({
  west: Math.min(from.lon, to.lon),
  south: Math.min(from.lat, to.lat),
  east: Math.max(from.lon, to.lon),
  north: Math.max(from.lat, to.lat),
});

const touches = (one: Box, other: Box): boolean =>
  one.west <= other.east && one.east >= other.west && one.south <= other.north && one.north >= other.south;

function isCut(outline: Polygon, from: Place, to: Place): boolean {
  const { walls, lengthM } = alongLine(outline, from, to);
  const crossings = walls.flatMap(crossingOf).sort((a, b) => a - b);
  if (cutM(crossings, lengthM) < leastCutM) return false;
  return [0, lengthM].every((along) => isOutside(along, crossings) && !walls.some(isNearTo(along)));
}

/** The walls of a building as seen from the line. */
function alongLine(outline: Polygon, from: Place, to: Place) {
  const end = metresFrom(from, to);
  const lengthM = Math.hypot(end.east, end.north);
  const [cos, sin] = [end.east / lengthM, end.north / lengthM];
  const turned = ([lon, lat]: Position): LinePoint => {
    const { east, north } = metresFrom(from, { lat, lon });
    return { along: east * cos + north * sin, across: north * cos - east * sin };
  };
  const walls = outline.flatMap((ring) => {
    const corners = ring.map(turned);
    return corners.map((corner, i): Wall => [corners.at(i - 1) ?? corner, corner]);
  });
  return { walls, lengthM };
}

/** Where a wall crosses the line, or what lies beyond its ends; a wall owns its right end only. */
function crossingOf([from, to]: Wall): number[] {
  if (from.across > 0 === to.across > 0) return [];
  return [from.along + (from.across / (from.across - to.across)) * (to.along - from.along)];
}

/** How much of the line lies within, by the even-odd rule: a courtyard is outside. */
function cutM(crossings: readonly number[], lengthM: number): number {
  const onLine = crossings.map((along) => Math.min(Math.max(along, 0), lengthM));
  return onLine.reduce((sum, along, i) => (i % 2 === 0 ? sum - along : sum + along), 0);
}

const isOutside = (along: number, crossings: readonly number[]): boolean =>
  crossings.filter((crossing) => crossing < along).length % 2 === 0;

/** Whether a wall is nearer to a point of the line than a pin is precise. */
const isNearTo =
  (along: number) =>
  ([from, to]: Wall): boolean => {
    const [run, rise] = [to.along - from.along, to.across - from.across];
    const square = run ** 2 + rise ** 2;
    const share = square === 0 ? 0 : ((along - from.along) * run - from.across * rise) / square;
    const nearest = Math.min(1, Math.max(0, share));
    const [away, across] = [from.along + nearest * run - along, from.across + nearest * rise];
    return isTooNearToTell(Math.hypot(away, across));
  };
