import type { ByteRange } from '../../core/index.ts';
import { AppError, invalid } from '../../core/index.ts';
import { boxesIn, type Mp4Box } from './boxes.ts';
import { type Fragment, readFragment } from './fragment.ts';
import { type InitFacts, readInitSection } from './init-section.ts';
import type { VideoTrack } from './video-track.ts';

/** Segments are stored in one PUT and read whole; nothing larger is looked at. */
export const maxFileBytes = 64 * 2 ** 20;
/** Most boxes of a file. Real ones have two per GOP; a limit because the bytes are attacker-controlled. */
const maxBoxes = 100_000;
/** Most samples of a file: about ten hours of 25 frames a second. */
const maxSamples = 1_000_000;

/** Where reading stopped, and why: an `AppError` code (`media-…`). */
export interface Damage {
  readonly code: string;
  readonly message: string;
  readonly offsetBytes: number;
}

/** A fragmented MP4 file of one video track, one fragment per GOP: what of it is whole. At least one GOP is. */
export interface FragmentedFile {
  readonly isReadable: true;
  readonly sizeBytes: number;
  /** From the first byte to the end of `moov`: what a player fetches through `EXT-X-MAP`. */
  readonly init: ByteRange;
  readonly track: VideoTrack;
  /** In file order; each touches the one before it. */
  readonly fragments: readonly [Fragment, ...Fragment[]];
  /** End of the last whole GOP. */
  readonly readableBytes: number;
  /** Undefined when the file was read to its end. A file cut exactly between two boxes cannot be told from a whole one. */
  readonly damage: Damage | undefined;
}

/** A file with no whole GOP. */
export interface UnreadableFile {
  readonly isReadable: false;
  readonly damage: Damage;
}

interface Progress {
  init: (InitFacts & { readonly endBytes: number }) | undefined;
  moof: Mp4Box | undefined;
  readonly fragments: Fragment[];
  boxCount: number;
  sampleCount: number;
}

/**
 * Reads a segment as ffmpeg writes it with `frag_keyframe+empty_moov+default_base_moof`: `ftyp`, `moov`, then one
 * `moof` and `mdat` per GOP (ISO/IEC 14496-12). Never throws: a file that was cut or spoiled yields the GOPs that
 * are whole up to there. The bytes are attacker-controlled; time and memory are linear in their number.
 */
export function readFragmentedFile(bytes: Uint8Array): FragmentedFile | UnreadableFile {
  const progress: Progress = { init: undefined, moof: undefined, fragments: [], boxCount: 0, sampleCount: 0 };
  const damage = readBoxes(bytes, progress);
  const [first, ...rest] = progress.fragments;
  if (!progress.init || !first) return { isReadable: false, damage: damage ?? noFragment(bytes) };
  return {
    isReadable: true,
    sizeBytes: bytes.length,
    init: { offsetBytes: 0, sizeBytes: progress.init.endBytes },
    track: progress.init.track,
    fragments: [first, ...rest],
    readableBytes: endOf(rest.at(-1) ?? first),
    damage,
  };
}

function readBoxes(bytes: Uint8Array, progress: Progress): Damage | undefined {
  let offsetBytes = 0;
  try {
    if (bytes.length > maxFileBytes) throw invalid('media-too-large', `a file of ${bytes.length} bytes`);
    for (const box of boxesIn(bytes)) {
      readBox(bytes, box, progress);
      offsetBytes = box.endBytes;
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, message: error.message, offsetBytes };
  }
}

function readBox(bytes: Uint8Array, box: Mp4Box, progress: Progress): void {
  if (!box.isWhole) throw invalid('media-truncated', `the file ends inside ${box.type || 'a box header'}`);
  progress.boxCount += 1;
  if (progress.boxCount > maxBoxes) throw invalid('media-too-many-boxes', `more than ${maxBoxes} boxes`);
  if (box.type === 'moov') progress.init = readMoov(bytes, box, progress);
  else if (box.type === 'moof') progress.moof = box;
  else if (box.type === 'mdat') addFragment(bytes, box, progress);
}

function readMoov(bytes: Uint8Array, box: Mp4Box, progress: Progress): Progress['init'] {
  if (progress.init) throw invalid('media-second-init', 'a second init section');
  return { ...readInitSection(bytes, box), endBytes: box.endBytes };
}

function addFragment(bytes: Uint8Array, mdat: Mp4Box, progress: Progress): void {
  const { init, moof, fragments } = progress;
  if (!init) throw invalid('media-no-init', 'media data before an init section');
  if (!moof || moof.endBytes !== mdat.offsetBytes)
    throw invalid('media-no-moof', 'an mdat box without its moof');
  const previous = fragments.at(-1);
  const startBytes = previous ? endOf(previous) : init.endBytes;
  const fragment = readFragment(bytes, { startBytes, moof, mdat }, init);
  progress.sampleCount += fragment.sampleCount;
  if (progress.sampleCount > maxSamples)
    throw invalid('media-too-many-samples', `more than ${maxSamples} samples`);
  if (previous && fragment.decodeTicks < previous.decodeTicks) {
    throw invalid('media-time-backwards', 'a fragment decoded before the one in front of it');
  }
  fragments.push(fragment);
  progress.moof = undefined;
}

const endOf = (range: ByteRange): number => range.offsetBytes + range.sizeBytes;

const noFragment = (bytes: Uint8Array): Damage => ({
  code: 'media-no-fragment',
  message: 'the file ends before the first whole GOP',
  offsetBytes: bytes.length,
});
