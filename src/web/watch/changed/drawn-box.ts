/** A part of a picture, from its top left, in parts of its width and height. */
export interface DrawnBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The service takes none that is smaller. */
export const leastBoxSide = 0.02;

export const middleBox: DrawnBox = { left: 0.35, top: 0.35, width: 0.3, height: 0.3 };

const within = (value: number, least = 0, most = 1): number => Math.min(most, Math.max(least, value));

/** The box with these corners, within the picture, and large enough. */
export function boxBetween(one: Spot, other: Spot): DrawnBox {
  const [left, width] = sideOf(within(one.x), within(other.x));
  const [top, height] = sideOf(within(one.y), within(other.y));
  return { left, top, width, height };
}

function sideOf(one: number, other: number): readonly [start: number, length: number] {
  const length = Math.max(leastBoxSide, Math.abs(one - other));
  return [within(Math.min(one, other), 0, 1 - length), length];
}

/** The box with another value at one of its sides; the other sides give way where it would leave the picture. */
export function withSide(box: DrawnBox, side: keyof DrawnBox, value: number): DrawnBox {
  if (Number.isNaN(value)) return box;
  const isPlace = side === 'left' || side === 'top';
  const next = { ...box, [side]: within(value, isPlace ? 0 : leastBoxSide, isPlace ? 1 - leastBoxSide : 1) };
  if (isPlace)
    return {
      ...next,
      width: Math.min(next.width, 1 - next.left),
      height: Math.min(next.height, 1 - next.top),
    };
  return { ...next, left: Math.min(next.left, 1 - next.width), top: Math.min(next.top, 1 - next.height) };
}
