import type { RegisteredCamera } from '../../camera/index.ts';
import { formatInstant } from '../../core/index.ts';
import { knownClockJson } from '../terms/camera-clock.ts';
import type { CameraDetailJson, CameraHealthJson, ListedCameraJson } from './camera-schemas.ts';
import { noticeJson } from './notice-json.ts';

/** The fields for every user who may see cameras. */
export const cameraJson = ({ camera, notice }: RegisteredCamera): ListedCameraJson => ({
  id: camera.id,
  name: camera.name,
  neighbourhoodId: camera.neighbourhoodId,
  place: camera.place,
  streetAddress: camera.streetAddress,
  landmark: camera.landmark,
  purpose: camera.purpose,
  enabled: camera.enabled,
  enrolledAt: formatInstant(camera.enrolledAtMs),
  ...(notice && { notice: noticeJson(notice) }),
});

/** With how recording goes: for technicians. */
export const cameraHealthJson = (registered: RegisteredCamera): CameraHealthJson => {
  const { state, accountedUntilMs, reason, code, message } = registered.recording;
  const recording = { state, accountedUntil: formatInstant(accountedUntilMs), reason, code, message };
  return { ...cameraJson(registered), address: registered.camera.address, recording };
};

/** With how the camera is reached: for technicians. Never a credential (I9). */
export const cameraDetailJson = (registered: RegisteredCamera): CameraDetailJson => {
  const { camera, stream, hasCredentials } = registered;
  const { onvifUrl, firmware, identity } = camera;
  const { id, role, profileToken } = stream;
  return {
    ...cameraHealthJson(registered),
    onvifUrl,
    firmware,
    identity,
    hasCredentials,
    allowsBasic: camera.allowsBasic ?? false,
    displayAspect: camera.displayAspect,
    ...knownClockJson(registered.clock),
    stream: { id, role, profileToken, url: stream.url },
  };
};
