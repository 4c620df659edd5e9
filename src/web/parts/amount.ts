/** Bytes as people read them: `3,2 GB`, `850 MB`. */
export function sizeText(bytes: number, language: string): string {
  const [value, unit] =
    bytes >= 1e9 ? [bytes / 1e9, 'GB'] : bytes >= 1e6 ? [bytes / 1e6, 'MB'] : [bytes / 1e3, 'kB'];
  return `${countText(value, language)} ${unit}`;
}

/** A number with at most one digit behind the point, as the language writes it. */
export const countText = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);

export const shareText = (share: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
