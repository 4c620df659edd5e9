/** A point of the plane; here x is media time and y the arrival's lateness. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The lower convex hull of points sorted by x, left to right (Andrew's monotone chain). */
export function lowerHull(points: readonly Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of points) {
    while (hull.length >= 2 && !turnsLeft(hull.at(-2), hull.at(-1), point)) hull.pop();
    hull.push(point);
  }
  return hull;
}

function turnsLeft(a: Point | undefined, b: Point | undefined, c: Point): boolean {
  if (!a || !b) return true;
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
}

/** The edge of a hull above (or below) `x`, if `x` lies within it. */
export function edgeAt(hull: readonly Point[], x: number): readonly [Point, Point] | undefined {
  for (const [i, right] of hull.entries()) {
    const left = hull[i - 1];
    if (left && left.x <= x && x <= right.x) return [left, right];
  }
  return undefined;
}
