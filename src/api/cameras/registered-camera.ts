import type { RegisteredCamera } from '../../camera/index.ts';
import { isId, notFound } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';

/** The camera that a path names. Errors: `camera-not-found`. */
export async function registeredCamera({ cameras }: ApiDeps, id = ''): Promise<RegisteredCamera> {
  const registered = isId('camera', id) ? await cameras.get(id) : undefined;
  if (!registered) throw notFound('camera-not-found', 'There is no such camera.');
  return registered;
}
