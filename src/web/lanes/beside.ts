interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Free pixels to the edges of the window, and between the pointer and what is beside it. */
const [edgePx, apartPx] = [8, 16] as const;

/**
 * Where a box of a size is whole beside the pointer: right of it and below, left or above where there is no room, and at the edge
 * of the window where there is none on either side.
 */
export function placeBeside(pointer: Point, box: Size, windowSize: Size): { left: number; top: number } {
  return {
    left: along(pointer.x, box.width, windowSize.width),
    top: along(pointer.y, box.height, windowSize.height),
  };
}

function along(at: number, length: number, limit: number): number {
  const [after, before] = [at + apartPx, at - apartPx - length];
  if (after + length + edgePx <= limit) return after;
  return before >= edgePx ? before : Math.max(edgePx, limit - length - edgePx);
}
