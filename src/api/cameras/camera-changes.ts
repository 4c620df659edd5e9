import type { CameraOrder, Credentials } from '../../camera/index.ts';
import { invalid } from '../../core/index.ts';
import { changesForm, registrationFields } from '../../enrolment/index.ts';
import { parsedBody } from '../http/body.ts';

export const cameraChanges = changesForm.meta({ id: 'CameraChanges' });

/**
 * Reads `{name?, place?, streetAddress?, landmark?, purpose?, enabled?, user?, password?, allowsBasic?, displayAspect?}`; `null` takes an address, a
 * landmark or a purpose away. Errors:
 * `credentials-incomplete`, those of `bodyOf`, and a field's own, as of a registration.
 */
export function parseCameraChanges(body: unknown): CameraOrder {
  const { user, password, ...changes } = parsedBody(cameraChanges, body, registrationFields);
  const credentials = credentialsOf(user, password);
  return { ...changes, ...(credentials && { credentials }) };
}

function credentialsOf(user: string | undefined, password: string | undefined): Credentials | undefined {
  if (user === undefined && password === undefined) return undefined;
  if (user !== undefined && password !== undefined) return { user, password };
  const field = user === undefined ? 'user' : 'password';
  throw invalid('credentials-incomplete', 'Give user and password together.', field);
}
