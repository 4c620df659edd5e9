import { LOOP_FRAMES } from './loop.ts';
import { type Box, type Colour, HEIGHT, Picture, WIDTH } from './picture.ts';

/** An object that crosses the picture at an even pace, `wraps` times a loop (negative: to the left). */
export interface Mover {
  y: number;
  width: number;
  height: number;
  wraps: number;
  /** Position in its crossing at loop frame 0, [0, 1). */
  start: number;
  parts: { box: Box; colour: Colour }[];
}

export interface Scene {
  /** Two bits, burnt into the clock strip. */
  clip: number;
  name: string;
  bFrames: number;
  paintBackground: (picture: Picture) => void;
  movers: Mover[];
  /** Peak sensor noise in luma steps; it also keeps the encoder at its bitrate. */
  grain: number;
}

const GRAIN_VARIANTS = 7;

/** Paints the background under a few variants of noise, so that noise costs nothing per frame. */
export function grainyBackgrounds(scene: Scene): Picture[] {
  const clean = new Picture();
  scene.paintBackground(clean);
  return Array.from({ length: GRAIN_VARIANTS }, (_, variant) => withGrain(clean, scene.grain, variant + 1));
}

/** Paints all movers at their position in that loop frame. */
export function paintMovers(picture: Picture, movers: Mover[], loopFrame: number): void {
  for (const mover of movers) {
    const crossing = mover.start + (mover.wraps * loopFrame) / LOOP_FRAMES;
    const x = (crossing - Math.floor(crossing)) * (WIDTH + mover.width) - mover.width;
    for (const part of mover.parts) {
      picture.fill({ ...part.box, x: x + part.box.x, y: mover.y + part.box.y }, part.colour);
    }
  }
}

function withGrain(clean: Picture, grain: number, seed: number): Picture {
  const picture = new Picture();
  picture.copyFrom(clean);
  const luma = picture.luma;
  let state = seed;
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    luma[i] = (luma[i] ?? 0) + Math.round(((state >>> 16) / 65_535 - 0.5) * 2 * grain);
  }
  return picture;
}
