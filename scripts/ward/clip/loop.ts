/**
 * The one loop every clip plays: 98 s is neither a divisor nor a multiple of a segment's 10 or 60 s, so that a
 * whole segment lost or played twice shows on the burnt-in clock.
 */
export const FRAMES_PER_SECOND = 15;
export const LOOP_FRAMES = 98 * FRAMES_PER_SECOND;
export const LOOP_MS = 98_000;
export const GOP_FRAMES = 30;

/** The number, counted from the epoch, of the frame shown at `wallMs`. A loop frame is this modulo LOOP_FRAMES. */
export function frameNumberAt(wallMs: number): number {
  return Math.floor((wallMs * FRAMES_PER_SECOND) / 1000);
}

/** When the frame of that number, counted from the epoch, is captured. */
export function frameCaptureMs(frameNumber: number): number {
  return (frameNumber * 1000) / FRAMES_PER_SECOND;
}

/** Position in the loop of a loop frame in [0, LOOP_FRAMES). */
export function loopFrameMs(loopFrame: number): number {
  return (loopFrame * 1000) / FRAMES_PER_SECOND;
}

/**
 * How far a burnt-in clock is from a wall time: positive when the picture is later than the time says.
 * The smallest signed difference modulo the loop, in [-LOOP_MS / 2, LOOP_MS / 2). A picture shows its capture
 * instant, so a true wall time lies up to one frame (67 ms) after it.
 */
export function clockErrorMs(loopMs: number, wallMs: number): number {
  const half = LOOP_MS / 2;
  return modulo(loopMs - wallMs + half, LOOP_MS) - half;
}

function modulo(value: number, modulus: number): number {
  return ((value % modulus) + modulus) % modulus;
}
