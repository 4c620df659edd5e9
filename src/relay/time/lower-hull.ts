/** A point of the plane: x is media time, y the lateness of the arrival. */
export interface HullPoint {
  readonly x: number;
  readonly y: number;
}

/** Lower convex hull of points sorted by x, left to right (Andrew's monotone chain). */
export function lowerHull(points: readonly HullPoint[]): HullPoint[] {
  const hull: HullPoint[] = [];
  for (const point of points) {
    while (hull.length >= 2 && !turnsLeft(hull.at(-2), hull.at(-1), point)) hull.pop();
    hull.push(point);
  }
  return hull;
}

function turnsLeft(a: HullPoint | undefined, b: HullPoint | undefined, c: HullPoint): boolean {
  if (!a || !b) return true;
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
}

/** The hull edge at `x`; `undefined` outside the hull. */
export function edgeAt(hull: readonly HullPoint[], x: number): readonly [HullPoint, HullPoint] | undefined {
  for (const [i, right] of hull.entries()) {
    const left = hull[i - 1];
    if (left && left.x <= x && x <= right.x) return [left, right];
  }
  return undefined;
}
