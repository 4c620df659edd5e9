import { type CameraId, canonicalJson, sha256Hex } from '../../core/index.ts';
import type { StoredSegment } from '../../footage/index.ts';
import { unlistedNames } from '../../verify/index.ts';
import type { Clip } from '../clip/joined-clips.ts';
import { inListedOrder } from '../evd/index.ts';
import { type ZipLayout, zipLayout } from '../zip/zip64.ts';

/** Sums of a file that was read to its end. */
export interface Sums {
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly crc32: number;
}

/**
 * Where the content of a file comes from: papers and records are stored, footage is read from the object store. `shows`: the cameras
 * of the stills in a paper.
 */
export type Source =
  | { readonly kind: 'paper'; readonly content: Uint8Array; readonly shows?: readonly CameraId[] }
  /** The keyframe indexes of these segments, each on a line. */
  | { readonly kind: 'index'; readonly segments: readonly StoredSegment[] }
  | { readonly kind: 'picture'; readonly segment: StoredSegment; readonly what: 'still' | 'storyboard' }
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

const order: Readonly<Record<Source['kind'], number>> = {
  paper: 0,
  index: 1,
  picture: 2,
  clip: 3,
  original: 4,
};

/** Papers in the order given, then what the store holds, each kind by name. */
export const inOrder = (files: readonly BundleFile[]): BundleFile[] =>
  [...files].sort(
    (a, b) =>
      order[a.source.kind] - order[b.source.kind] ||
      (a.source.kind === 'paper' || a.name === b.name ? 0 : a.name < b.name ? -1 : 1),
  );

/** The order of `evd/1` where the bundle is one, else as `inOrder`. */
export function inBundleOrder(files: readonly BundleFile[]): BundleFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  if (!byName.has(unlistedNames.manifest)) return inOrder(files);
  const listed = inListedOrder(
    files.map(({ name: path, sizeBytes: bytes, sha256 }) => ({ path, bytes, sha256 })),
  );
  const names = [...Object.values<string>(unlistedNames), ...listed.map(({ path }) => path)];
  return names.flatMap((name) => byName.get(name) ?? []);
}

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
