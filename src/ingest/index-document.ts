import { AppError, canonicalJson, invalid } from '../core/index.ts';
import {
  type KeyframeIndex,
  packKeyframeIndex,
  parseKeyframeIndex,
  parseSegmentDigests,
  type SegmentDigests,
} from '../media/index.ts';
import type { ObjectKey, ObjectStore } from '../objects/index.ts';
import type { CataloguedSegment } from './segment-repository.ts';

/** The facts of the row that stand in the index. */
type IndexedFacts = Pick<CataloguedSegment, 'run' | 'closed'>;

/**
 * The keyframe index as it is stored, version 2: the facts of the row that depend on the file and its run alone, the
 * GOPs, and the digests of what they are played from. Canonical, so that a retry writes the same bytes. Nothing about
 * the pictures, which come later. Version 1 has no digests.
 */
export function indexDocument(
  { run, ...facts }: IndexedFacts,
  keyframes: KeyframeIndex,
  digests: SegmentDigests,
): Uint8Array {
  const { firstFrameMs: _provisional, ...stableRun } = run;
  return new TextEncoder().encode(canonicalJson({ v: 2, run: stableRun, ...facts, keyframes, digests }));
}

/** The digests in a stored index of version 2. Errors: `invalid` `keyframe-index`. */
export function digestsIn(document: Uint8Array): SegmentDigests {
  const { v, digests } = membersOf(document);
  if (v !== 2) throw invalid('keyframe-index', 'a keyframe index of another version');
  return parseSegmentDigests(digests);
}

/** The GOPs in a stored index, packed as a row has them. Errors: `invalid` `keyframe-index`. */
export const keyframesIn = (document: Uint8Array): Uint8Array =>
  packKeyframeIndex(parseKeyframeIndex(membersOf(document).keyframes));

/**
 * Stores an index, and answers what is stored: an earlier version may have stored its own and then been stopped before the
 * commit. Errors: those of `ObjectStore`.
 */
export async function putIndex(
  store: ObjectStore,
  key: ObjectKey,
  document: Uint8Array,
): Promise<Uint8Array> {
  try {
    await store.put(key, document, 'application/json');
    return document;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'object-differs') throw error;
    const stored = await store.get(key);
    if (membersOf(stored).v !== 1) throw error;
    return stored;
  }
}

function membersOf(document: Uint8Array): { readonly [name in 'v' | 'digests' | 'keyframes']?: unknown } {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(document));
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return {};
    throw error;
  }
}
