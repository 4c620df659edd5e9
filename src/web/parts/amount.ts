/** Bytes as people read them: `3,2 GB`, `850 MB`. */
export function sizeText(bytes: number, language: string): string {
  const [value, unit] =
    bytes >= 1e9 ? [bytes / 1e9, 'GB'] : bytes >= 1e6 ? [bytes / 1e6, 'MB'] : [bytes / 1e3, 'kB'];
  return `${countText(value, language)} ${unit}`;
}

/** A number as the language writes it, with at most so many digits behind the point. */
export const countText = (value: number, language: string, maxDigits = 1): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: maxDigits }).format(value);

export const shareText = (share: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** Whole đồng as people write them, `500000` or `500.000`: a point or a comma groups thousands. Otherwise `NaN`. */
export const readDong = (text: string): number =>
  /^(?:\d{1,13}|[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3}){0,3})$/.test(text)
    ? Number(text.replaceAll(/[.,]/g, ''))
    : Number.NaN;
