import { z } from 'zod';
import { registrationForm, streamTrialForm } from '../../enrolment/index.ts';
import { cameraPlace } from '../places/place-schemas.ts';
import { knownClock } from '../terms/camera-clock.ts';
import { instant } from '../terms/time.ts';
import { notice } from './notice-schemas.ts';

export const displayAspect = z
  .string()
  .optional()
  .meta({ description: 'Shape in which its pictures are to be seen, 16:9; absent: as its stream says.' });

export const newCamera = registrationForm.meta({ id: 'NewCamera' });
export const newStreamTrial = streamTrialForm.meta({ id: 'NewStreamTrial' });

/** The fields for every user who may see cameras. */
const seen = {
  id: z.string(),
  name: z.string(),
  neighbourhoodId: z.string(),
  place: cameraPlace.optional(),
  streetAddress: z.string().optional(),
  landmark: z.string().optional(),
  purpose: z.string().optional(),
  enabled: z.boolean(),
  enrolledAt: instant,
  notice: notice.optional().meta({ description: 'The one in force; without it the camera is not recorded.' }),
};

const recordingHealth = z
  .strictObject({
    state: z.enum(['recording', 'waiting', 'off']),
    accountedUntil: instant,
    reason: z.string().optional(),
    code: z
      .string()
      .optional()
      .meta({ description: 'Error code of the last failed try, where the camera is at fault.' }),
    message: z.string().optional(),
  })
  .meta({ id: 'RecordingHealth' });

/** With how recording goes: for technicians. */
const health = { ...seen, address: z.string().optional(), recording: recordingHealth };

const identity = z
  .strictObject({
    endpointUuid: z.string().optional(),
    mac: z.string().optional(),
    serial: z.string().optional(),
    model: z.string().optional(),
  })
  .meta({ id: 'CameraIdentity' });

const stream = z
  .strictObject({
    id: z.string(),
    role: z.enum(['main', 'sub']),
    profileToken: z.string().optional(),
    url: z.string().meta({ description: 'Without credentials.' }),
  })
  .meta({ id: 'Stream' });

/** One line of the list; `address` and `recording` are for technicians. */
const listedCamera = z
  .strictObject({ ...health, recording: recordingHealth.optional() })
  .meta({ id: 'ListedCamera' });

export const cameraList = z.strictObject({ cameras: z.array(listedCamera) });

/** With how the camera is reached. Never a credential (I9). */
export const cameraDetail = z
  .strictObject({
    ...health,
    onvifUrl: z.string().optional(),
    firmware: z.string().optional(),
    identity,
    displayAspect,
    hasCredentials: z.boolean(),
    allowsBasic: z
      .boolean()
      .meta({ description: 'Whether its password may go over the network in clear text.' }),
    ...knownClock,
    stream,
  })
  .meta({ id: 'Camera' });

export type ListedCameraJson = z.input<typeof listedCamera>;
export type CameraHealthJson = ListedCameraJson & { readonly recording: z.input<typeof recordingHealth> };
export type CameraDetailJson = z.input<typeof cameraDetail>;
