import { roleOf } from '../manifest/index.ts';
import type { ByteSource, VerifierPlatform } from '../platform.ts';
import { OpenedBundle } from '../zip/opened-bundle.ts';

/** A clip of a bundle; its bytes are read in order, once. */
export interface BundleClip {
  readonly path: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** The clips of a bundle that was verified. Errors: as `OpenedBundle` has them. */
export async function clipsIn(source: ByteSource, platform: VerifierPlatform): Promise<BundleClip[]> {
  const bundle = await OpenedBundle.open(source, platform);
  return bundle.files
    .filter(({ name }) => roleOf(name) === 'clip')
    .map(({ name }) => ({ path: name, content: bundle.content(name) }));
}
