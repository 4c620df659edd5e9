import { type CameraId, canonicalJson } from '../core/index.ts';
import { type Actor, type CustodyEvent, custodyEvent } from '../custody/index.ts';
import type { Camera } from './camera.ts';
import type { CameraChanges } from './camera-register.ts';
import type { Notice } from './notice/notice.ts';
import type { CameraRegistration } from './registration.ts';

export const cameraEnrolled = (
  by: Actor,
  cameraId: CameraId,
  { source, notice }: Pick<CameraRegistration, 'source' | 'notice'>,
): CustodyEvent =>
  custodyEvent(by, 'camera-enrolled', {
    cameraId,
    detail: { source: source.kind, notice: notice ? 'yes' : 'no' },
  });

/** What was changed, by name: values may be personal data, and the register has them. */
export const cameraChanged = (by: Actor, cameraId: CameraId, names: readonly string[]): CustodyEvent =>
  custodyEvent(by, 'camera-changed', { cameraId, detail: { changed: names.join(' ') } });

/** What changes would make different; a form may say again what is so already. */
export function changedNames(camera: Camera, { sealed, enabled, ...facts }: CameraChanges): string[] {
  const known: Readonly<Record<string, unknown>> = { ...camera };
  const differs = ([name, value]: [string, unknown]) =>
    value !== undefined && canonicalJson(value) !== canonicalJson(known[name] ?? null);
  return [
    ...Object.entries(facts)
      .filter(differs)
      .map(([name]) => name),
    ...(sealed ? ['credentials'] : []),
    ...(enabled === undefined || enabled === camera.enabled
      ? []
      : [enabled ? 'recording-on' : 'recording-off']),
  ].sort();
}

export const noticeRecorded = (by: Actor, { cameraId, id, postedOn }: Notice): CustodyEvent =>
  custodyEvent(by, 'notice-recorded', { cameraId, detail: { notice: id, postedOn } });

export const noticeWithdrawn = (by: Actor, cameraId: CameraId): CustodyEvent =>
  custodyEvent(by, 'notice-withdrawn', { cameraId });
