import { canonicalJson, sha256Hex } from '../../core/index.ts';
import type { StoredSegment } from '../../footage/index.ts';
import type { Clip } from '../clip/joined-clips.ts';
import { type ZipLayout, zipLayout } from '../zip/zip64.ts';

/** Sums of a file that was read to its end. */
export interface Sums {
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly crc32: number;
}

/** Where the content of a file comes from: papers are stored, footage is read from the object store. */
export type Source =
  | { readonly kind: 'paper'; readonly content: Uint8Array }
  | { readonly kind: 'clip'; readonly clip: Clip }
  | { readonly kind: 'original'; readonly segment: StoredSegment };

export interface BundleFile extends Sums {
  readonly name: string;
  readonly source: Source;
}

/** Defines a bundle: the same manifest makes the same bytes. */
export interface Manifest {
  /** In order. */
  readonly files: readonly BundleFile[];
  /** Written into the bundle as the time of its files. */
  readonly builtAtMs: number;
}

const order: Readonly<Record<Source['kind'], number>> = { paper: 0, clip: 1, original: 2 };

/** Papers in the order given, then clips and originals, each by name. */
export const inOrder = (files: readonly BundleFile[]): BundleFile[] =>
  [...files].sort(
    (a, b) =>
      order[a.source.kind] - order[b.source.kind] ||
      (a.source.kind === 'paper' || a.name === b.name ? 0 : a.name < b.name ? -1 : 1),
  );

export const layoutOf = ({ files, builtAtMs }: Manifest): ZipLayout => zipLayout(files, builtAtMs);

/** Names the bundle by its content: SHA-256, hex, of the names, sizes and sums of its files. */
export const manifestSha256 = ({ files, builtAtMs }: Manifest): string =>
  sha256Hex(
    Buffer.from(
      canonicalJson({
        builtAtMs,
        files: files.map(({ name, sizeBytes, sha256, crc32 }) => ({ name, sizeBytes, sha256, crc32 })),
      }),
    ),
  );
