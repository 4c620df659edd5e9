import type { CameraFootage } from '../../scripts/demo/footage.ts';

const framesPerSecond = 15;
/** What may be missing where footage begins and ends. */
const borderMs = 1_000;

/** How long the camera recorded within what was asked for. */
export const recordedMsOf = (cameras: readonly CameraFootage[], id: string): number =>
  cameras
    .filter((camera) => camera.id === id)
    .flatMap(({ spans }) => spans)
    .reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);

/** Fewer frames of a camera of the ward than that were lost, however long it was away. */
export const minFrames = (recordedMs: number): number => ((recordedMs - borderMs) / 1_000) * framesPerSecond;
