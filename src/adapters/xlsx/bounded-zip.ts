import { unzipSync } from 'fflate';
import { invalid } from '../../core/index.ts';

const mb = 1024 * 1024;
const maxEntries = 500;
/** Unpacked, all together. */
const maxBytes = 64 * mb;
/** Repeated cells of a worksheet shrink to about a hundredth; a bomb to a thousandth. */
const maxRatio = 300;

/**
 * Refuses a ZIP by its directory, before anything of it is unpacked: attacker-controlled. What is unpacked never grows
 * beyond the size that the directory tells. Errors: `xlsx-too-large`, `xlsx-unreadable` (invalid).
 */
export function refuseLargeZip(bytes: Uint8Array): void {
  let [entries, unpacked] = [0, 0];
  const note = ({ size, originalSize }: { readonly size: number; readonly originalSize: number }) => {
    entries += 1;
    unpacked += originalSize;
    const isBomb = originalSize > mb && originalSize / Math.max(size, 1) > maxRatio;
    if (entries > maxEntries || unpacked > maxBytes || isBomb) throw tooLarge();
    return false;
  };
  unzipSync(bytes, { filter: note });
}

const tooLarge = () =>
  invalid('xlsx-too-large', 'The workbook is far larger than a list of cameras or places.');
