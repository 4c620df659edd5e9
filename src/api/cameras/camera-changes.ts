import type { CameraChanges, Credentials } from '../../camera/index.ts';
import { changesForm, registrationFields } from '../../camera/index.ts';
import { invalid } from '../../core/index.ts';
import { bodyOf } from '../http/body.ts';

export const cameraChanges = changesForm.meta({ id: 'CameraChanges' });

export interface AskedChanges {
  readonly changes: CameraChanges;
  readonly credentials?: Credentials;
}

/**
 * Reads `{name?, place?, streetAddress?, landmark?, purpose?, enabled?, user?, password?}`; `null` takes an address, a
 * landmark or a purpose away. Errors:
 * `credentials-incomplete`, those of `bodyOf`, and a field's own, as of a registration.
 */
export function parseCameraChanges(body: unknown): AskedChanges {
  const { user, password, ...changes } = bodyOf(cameraChanges, body, registrationFields);
  const credentials = credentialsOf(user, password);
  return { changes, ...(credentials && { credentials }) };
}

function credentialsOf(user: string | undefined, password: string | undefined): Credentials | undefined {
  if (user === undefined && password === undefined) return undefined;
  if (user !== undefined && password !== undefined) return { user, password };
  const field = user === undefined ? 'user' : 'password';
  throw invalid('credentials-incomplete', 'Give user and password together.', field);
}
