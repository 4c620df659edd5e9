import { invalid } from '../../core/index.ts';

/** Appends a whole number from 0 to 2^53 − 1, seven bits a byte, lowest first (LEB128). */
export function writeVarint(into: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    into.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  into.push(rest);
}

/** Small numbers of either sign as small numbers: 0, −1, 1, −2, … become 0, 1, 2, 3, … */
export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

export const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

/** Reads varints one after another. Past the end, or beyond 2^53 − 1: `AppError` `invalid` / `varint`. */
export class VarintReader {
  private at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  get remainingBytes(): number {
    return this.bytes.length - this.at;
  }

  next(): number {
    let value = 0;
    for (let weight = 1; weight <= Number.MAX_SAFE_INTEGER; weight *= 0x80) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw invalid('varint', 'a number cut short');
      value += (byte % 0x80) * weight;
      if (byte < 0x80 && Number.isSafeInteger(value)) return value;
    }
    throw invalid('varint', 'a number beyond 2^53 - 1');
  }
}
