import type { Sums } from '../bundle/manifest.ts';

/** As `sha256sum -c` reads it. Names have no character that it would escape. */
export const checksumList = (files: readonly (Pick<Sums, 'sha256'> & { readonly name: string })[]): string =>
  files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
