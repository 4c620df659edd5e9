export const WIDTH = 1280;
export const HEIGHT = 720;
const LUMA_BYTES = WIDTH * HEIGHT;
const CHROMA_WIDTH = WIDTH / 2;
const CHROMA_BYTES = LUMA_BYTES / 4;

/** Limited-range BT.709. */
export interface Colour {
  y: number;
  u: number;
  v: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Parses `#rrggbb`. */
export function colour(hex: string): Colour {
  const rgb = Number.parseInt(hex.slice(1), 16);
  const [r, g, b] = [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255];
  const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return {
    y: Math.round(16 + (219 / 255) * luma),
    u: Math.round(128 + (112 / 255) * ((b - luma) / 0.9278)),
    v: Math.round(128 + (112 / 255) * ((r - luma) / 0.7874)),
  };
}

/** A planar YUV 4:2:0 picture, painted with boxes: enough for a calm street scene. */
export class Picture {
  readonly bytes: Buffer;

  constructor(bytes: Buffer = Buffer.alloc(LUMA_BYTES + 2 * CHROMA_BYTES)) {
    this.bytes = bytes;
  }

  get luma(): Buffer {
    return this.bytes.subarray(0, LUMA_BYTES);
  }

  copyFrom(other: Picture): void {
    other.bytes.copy(this.bytes);
  }

  /** Fills a box, clipped to the picture. Chroma has half the resolution, so colours start at even pixels. */
  fill(box: Box, { y, u, v }: Colour): void {
    const left = clamp(box.x, WIDTH);
    const right = clamp(box.x + box.width, WIDTH);
    const top = clamp(box.y, HEIGHT);
    const bottom = clamp(box.y + box.height, HEIGHT);
    for (let row = top; row < bottom; row++) this.bytes.fill(y, row * WIDTH + left, row * WIDTH + right);
    for (let row = top >> 1; row < bottom >> 1; row++) {
      const start = LUMA_BYTES + row * CHROMA_WIDTH;
      this.bytes.fill(u, start + (left >> 1), start + (right >> 1));
      this.bytes.fill(v, start + CHROMA_BYTES + (left >> 1), start + CHROMA_BYTES + (right >> 1));
    }
  }
}

function clamp(value: number, limit: number): number {
  return Math.max(0, Math.min(limit, Math.round(value)));
}
