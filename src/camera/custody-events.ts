import type { CameraId } from '../core/index.ts';
import { type Actor, type CustodyEvent, custodyEvent } from '../custody/index.ts';
import type { CameraChanges } from './camera-register.ts';
import type { Notice } from './notice.ts';

/** What was changed, by name: values may be personal data, and the register has them. */
export function cameraChanged(by: Actor, cameraId: CameraId, changes: CameraChanges): CustodyEvent {
  const { sealed, enabled, ...others } = changes;
  const names = [...Object.keys(others), ...(sealed ? ['credentials'] : [])].sort();
  const recorded = enabled === undefined ? {} : { recorded: enabled ? 'yes' : 'no' };
  return custodyEvent(by, 'camera-changed', { cameraId, detail: { changed: names.join(' '), ...recorded } });
}

export const noticeRecorded = (by: Actor, { cameraId, id, postedOn }: Notice): CustodyEvent =>
  custodyEvent(by, 'notice-recorded', { cameraId, detail: { notice: id, postedOn } });
