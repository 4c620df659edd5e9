/**
 * The loop of every clip: 98 s neither divides nor is a multiple of a segment's 10 or 60 s, so that a segment
 * lost or played twice shows on the burnt-in clock.
 */
export const FRAMES_PER_SECOND = 15;
export const LOOP_FRAMES = 98 * FRAMES_PER_SECOND;
export const LOOP_MS = 98_000;
export const GOP_FRAMES = 30;

/** Number of the frame shown at `wallMs`, from the epoch. The loop frame is this modulo LOOP_FRAMES. */
export function frameNumberAt(wallMs: number): number {
  return Math.floor((wallMs * FRAMES_PER_SECOND) / 1000);
}

/** Capture time of the frame with that number, counted from the epoch. */
export function frameCaptureMs(frameNumber: number): number {
  return (frameNumber * 1000) / FRAMES_PER_SECOND;
}

/** Position in the loop, in ms, of a loop frame in [0, LOOP_FRAMES). */
export function loopFrameMs(loopFrame: number): number {
  return (loopFrame * 1000) / FRAMES_PER_SECOND;
}

/**
 * Burnt-in clock minus wall time: positive when the picture is later. The smallest signed difference modulo
 * the loop, in [-LOOP_MS / 2, LOOP_MS / 2). A picture shows its capture time, so a correct wall time lies up
 * to one frame (67 ms) after it.
 */
export function clockErrorMs(loopMs: number, wallMs: number): number {
  const half = LOOP_MS / 2;
  return modulo(loopMs - wallMs + half, LOOP_MS) - half;
}

function modulo(value: number, modulus: number): number {
  return ((value % modulus) + modulus) % modulus;
}
