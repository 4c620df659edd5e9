import { type AppError, invalid, unavailable } from '../../../core/index.ts';

/**
 * Every way a camera can fail us. No message and no cause holds anything a camera said: bodies echo credentials
 * (Reolink returns our UsernameToken), and texts are attacker-controlled.
 */
export const cameraOffline = (cause?: unknown): AppError =>
  unavailable('camera-offline', 'The camera cannot be reached.', cause);

export const answerLate = (): AppError =>
  unavailable('camera-answer-late', 'The camera did not finish its answer in time.');

export const answerTooLarge = (): AppError =>
  unavailable('camera-answer-too-large', 'The answer of the camera is too large.');

export const answerMalformed = (): AppError =>
  unavailable('camera-answer-malformed', 'The camera broke off its answer, or the answer cannot be read.');

export const notOnvif = (): AppError =>
  invalid(
    'camera-not-onvif',
    'The device at that address does not answer as an ONVIF device. ONVIF may be off.',
  );

export const passwordNeeded = (): AppError =>
  invalid('camera-needs-password', 'The camera requires a user name and a password.', 'user');

/** Not to be retried: some cameras lock an account after five tries. */
export const passwordRefused = (): AppError =>
  invalid(
    'camera-refused-password',
    'The camera refused user name and password. It may require a separate ONVIF user.',
    'password',
  );

export const withoutStreams = (): AppError =>
  invalid('camera-without-streams', 'The camera offers no video stream that can be recorded.');

export const urlInvalid = (): AppError =>
  invalid('camera-url-invalid', 'The camera states no http or https URL.', 'onvifUrl');
