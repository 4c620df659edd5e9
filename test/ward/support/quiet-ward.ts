import { loadClips, startWard, type Ward, type WardOptions } from '../../../scripts/ward/index.ts';

/** Longer than the clips take to build where they are not cached yet. */
export const WARD_TIMEOUT_MS = 180_000;

/** A ward on ports of the system's choice, so that any number of them can stand side by side. */
export async function quietWard(options: Partial<WardOptions> = {}): Promise<Ward> {
  await loadClips();
  return startWard({ cameras: 1, discovery: false, rtspPort: 0, httpPort: 0, ...options });
}

/** The URL with its credentials, as ffmpeg wants it. */
export function urlOf(camera: Ward['cameras'][number], stream: 'main' | 'sub' = 'main'): string {
  const { user, password, rtspUrls } = camera.facts;
  return rtspUrls[stream].replace('//', `//${user}:${encodeURIComponent(password)}@`);
}

export function cameraOf(ward: Ward, number = 0): Ward['cameras'][number] {
  const camera = ward.cameras[number];
  if (!camera) throw new Error(`no camera ${number}`);
  return camera;
}
