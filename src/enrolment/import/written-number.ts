/** With a decimal comma, too; what is no number stays text, and is found at fault. */
export const writtenNumber = (text: string): number | string =>
  /^[+-]?\d{1,15}(?:[.,]\d{1,15})?$/.test(text) ? Number(text.replace(',', '.')) : text;

/**
 * Whole đồng. A point or a comma groups thousands here, and parts nothing: `500.000` is half a million. Excel's format for
 * money adds `₫`, and two decimals after the other mark. Anything else stays text.
 */
export function writtenAmount(text: string): number | string {
  const amount = text.replace(/\s*(?:₫|đồng|vnđ|vnd|đ)$/iu, '');
  const whole = amount.replace(/(?<=^[\d.]+),00$|(?<=^[\d,]+)\.00$/, '');
  return grouped.test(whole) ? Number(whole.replaceAll(/[.,]/g, '')) : text;
}

const grouped = /^(?:\d{1,13}|[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3}){0,3})$/;

/** Metres: `2323021.902`, `2 323 021,902`, `2.323.021,902` or `2,323,021.902`. Of two marks the last one is the decimal's. */
export function writtenMetres(text: string): number | undefined {
  const [, whole, , decimals = '0'] = metres.exec(text.replaceAll(/[\s']/g, '')) ?? [];
  return whole === undefined ? undefined : Number(`${whole.replaceAll(/[.,]/g, '')}.${decimals}`);
}

const metres = /^(\d{1,3}(?:([.,])\d{3}(?:\2\d{3})*)?|\d+)(?:[.,](\d+))?$/;
