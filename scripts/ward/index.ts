export type { CameraFacts, SimulatedCamera } from './camera.ts';
export type { CameraCommand } from './camera-command.ts';
export type { CameraSettings } from './camera-settings.ts';
export { type ClipOptions, type ClipProgress, loadClips } from './clip/clip-cache.ts';
export { type DecodedClock, decodeClocks } from './clip/clock-decode.ts';
export type { ClockReading } from './clip/clock-strip.ts';
export { clockErrorMs, LOOP_MS } from './clip/loop.ts';
export { startWard, type Ward, type WardOptions } from './ward.ts';
export { startWardProcess, type WardProcess, type WardProcessOptions } from './ward-process.ts';
