import type { CameraRepository } from './camera-repository.ts';
import type { CredentialCipher } from './credentials/credentials.ts';
import { partStreamUrl } from './stream-url.ts';

/** Seals the paths with credentials that versions before 0009 stored in clear; returns their number. */
export async function sealStreamPaths(
  cameras: Pick<CameraRepository, 'list' | 'keepPath'>,
  cipher: Pick<CredentialCipher, 'sealPath'>,
): Promise<number> {
  let count = 0;
  for (const { camera, stream } of await cameras.list()) {
    const { url, secretPath } = partStreamUrl(stream.url);
    if (secretPath === undefined) continue;
    await cameras.keepPath(stream.id, url, cipher.sealPath(secretPath, camera.id));
    count += 1;
  }
  return count;
}
