/** Interleaved 8-bit RGB. */
export interface Pixels {
  readonly rgb: Uint8Array;
}

/** A flag, never a gap: footage is stored whatever it shows. */
export type PictureVerdict = 'good' | 'dark' | 'black' | 'frozen';

export interface PictureCheck {
  readonly verdict: PictureVerdict;
  /** 0 to 255 (ITU-R BT.601 weights). */
  readonly lumaMean: number;
  /** Standard deviation. */
  readonly lumaSpread: number;
}

/** Thresholds that still tell a night without light from a covered lens. */
const blackMean = 20;
const blackSpread = 4;
const darkMean = 35;
/** Grain makes two pictures of one scene differ by more; a camera that hangs sends the same one. */
const frozenDifference = 0.05;

/** Judges a picture by itself, and by an earlier one of the same camera if there is one. */
export function checkPicture(latest: Pixels, earlier?: Pixels): PictureCheck {
  const lumas = lumasOf(latest);
  const lumaMean = mean(lumas);
  const lumaSpread = Math.sqrt(mean(lumas.map((luma) => (luma - lumaMean) ** 2)));
  return { verdict: verdictOf(lumaMean, lumaSpread, isSame(latest, earlier)), lumaMean, lumaSpread };
}

function verdictOf(lumaMean: number, lumaSpread: number, isFrozen: boolean): PictureVerdict {
  if (lumaMean < blackMean && lumaSpread < blackSpread) return 'black';
  if (isFrozen) return 'frozen';
  return lumaMean < darkMean ? 'dark' : 'good';
}

function isSame(latest: Pixels, earlier: Pixels | undefined): boolean {
  if (!earlier || earlier.rgb.length !== latest.rgb.length || latest.rgb.length === 0) return false;
  let difference = 0;
  for (let i = 0; i < latest.rgb.length; i++) {
    difference += Math.abs((latest.rgb[i] ?? 0) - (earlier.rgb[i] ?? 0));
  }
  return difference / latest.rgb.length < frozenDifference;
}

function lumasOf({ rgb }: Pixels): number[] {
  const lumas: number[] = [];
  for (let i = 0; i + 2 < rgb.length; i += 3) {
    lumas.push(0.299 * (rgb[i] ?? 0) + 0.587 * (rgb[i + 1] ?? 0) + 0.114 * (rgb[i + 2] ?? 0));
  }
  return lumas;
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
