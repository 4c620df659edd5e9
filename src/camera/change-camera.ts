import { type CameraId, canonicalJson } from '../core/index.ts';
import { type Actor, type CustodyEvent, custodyEvent } from '../custody/index.ts';
import type { Camera } from './camera.ts';
import type { CameraChanges, CameraRepository, RegisteredCamera } from './camera-repository.ts';
import type { CredentialCipher, Credentials } from './credentials/credentials.ts';

/** The requested changes. */
export interface CameraOrder extends Omit<CameraChanges, 'sealed'> {
  readonly credentials?: Credentials;
}

export interface ChangeTools {
  readonly cameras: CameraRepository;
  readonly cipher: CredentialCipher;
}

/**
 * Changes a camera, and records which facts are others now. Answers whether its stream is to be tried at once: it has
 * other credentials, may use Basic, or recording was asked for. Errors: `camera-name-taken` (conflict).
 */
export async function changeCamera(
  { cameras, cipher }: ChangeTools,
  by: Actor,
  { camera, stream }: Pick<RegisteredCamera, 'camera' | 'stream'>,
  { credentials, ...plain }: CameraOrder,
): Promise<boolean> {
  const changes = { ...plain, ...(credentials && { sealed: cipher.seal(credentials, camera.id) }) };
  const names = changedNames(camera, changes);
  if (names.length > 0) await cameras.update(camera.id, changes, cameraChanged(by, camera.id, names));
  const isDue = credentials !== undefined || changes.enabled === true || names.includes('basic-on');
  if (isDue) await cameras.retryNow(stream.id);
  return isDue;
}

/** Names of the changed fields: values may be personal data, and the catalogue has them. */
export const cameraChanged = (by: Actor, cameraId: CameraId, names: readonly string[]): CustodyEvent =>
  custodyEvent(by, 'camera-changed', { cameraId, detail: { changed: names.join(' ') } });

/** Names of fields that the changes really alter; a form may repeat current values. */
function changedNames(camera: Camera, { sealed, enabled, allowsBasic, ...facts }: CameraChanges): string[] {
  const known: Readonly<Record<string, unknown>> = { ...camera };
  const differs = ([name, value]: [string, unknown]) =>
    value !== undefined && canonicalJson(value) !== canonicalJson(known[name] ?? null);
  return [
    ...Object.entries(facts)
      .filter(differs)
      .map(([name]) => name),
    ...(sealed ? ['credentials'] : []),
    ...switched('recording', camera.enabled, enabled),
    ...switched('basic', camera.allowsBasic ?? false, allowsBasic),
  ].sort();
}

const switched = (name: string, before: boolean, after: boolean | undefined): string[] =>
  after === undefined || after === before ? [] : [`${name}-${after ? 'on' : 'off'}`];
