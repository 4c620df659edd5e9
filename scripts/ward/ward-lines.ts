import type { CameraFacts } from './camera.ts';
import type { CameraCommand } from './camera-command.ts';
import type { ClipProgress } from './clip/clip-cache.ts';

/** Lines on stdin after the first, which is WardOptions: one JSON object a line. */
export type CommandLine = CameraCommand & {
  /** Number of the camera. */
  camera: number;
  /** Repeated in the reply. */
  id?: number;
};

/** Lines on stdout: one JSON object a line. */
export type WardLine =
  | { building: ClipProgress }
  | { ready: true; cameras: CameraFacts[] }
  | { ready: false; error: string }
  | { id?: number; ok: true; camera: CameraFacts }
  | { id?: number; ok: false; error: string };
