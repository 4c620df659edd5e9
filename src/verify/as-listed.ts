import type { BundleManifest, ListedFile } from './manifest/index.ts';
import type { Verifying } from './verifying.ts';

/** Whether a file that the manifest lists is there with its size and its digest. */
export async function isAsListed({ bundle }: Verifying, file: ListedFile | undefined): Promise<boolean> {
  if (!file || !bundle.has(file.path) || bundle.sizeBytes(file.path) !== file.bytes) return false;
  return (await bundle.sums(file.path))?.sha256 === file.sha256;
}

/** Whether bytes are gone from a file, and not only others in it. */
export const isShortened = ({ bundle }: Verifying, { files }: BundleManifest, name: string): boolean =>
  bundle.sizeBytes(name) < (files.find(({ path }) => path === name)?.bytes ?? 0);

/** Whether a file is there as the manifest lists it. */
export const isSignedFile = (
  verifying: Verifying,
  { files }: BundleManifest,
  name: string,
): Promise<boolean> =>
  isAsListed(
    verifying,
    files.find(({ path }) => path === name),
  );
