/** Just enough DER (ITU-T X.690) to write a certificate. */

function element(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

/** Short form below 128, else the number of length bytes and then these. */
function lengthOf(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.from([bytes]);
  const hex = bytes.toString(16);
  const length = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | length.length]), length]);
}

export const sequence = (...parts: Uint8Array[]): Buffer => element(0x30, Buffer.concat(parts));
export const set = (...parts: Uint8Array[]): Buffer => element(0x31, Buffer.concat(parts));
export const octets = (content: Uint8Array): Buffer => element(0x04, content);
export const bits = (content: Uint8Array): Buffer =>
  element(0x03, Buffer.concat([Buffer.from([0]), content]));
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text));
export const boolean = (value: boolean): Buffer => element(0x01, Buffer.from([value ? 0xff : 0]));

/** A positive integer, big endian. */
export const integer = (value: Uint8Array): Buffer =>
  element(0x02, (value[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), value]) : value);

/** `[number]`, with an element inside. */
export const tagged = (number: number, content: Uint8Array): Buffer => element(0xa0 | number, content);
/** `[number] IMPLICIT`, of a primitive. */
export const implicit = (number: number, content: Uint8Array): Buffer => element(0x80 | number, content);

/** `YYYYMMDDHHMMSSZ`. */
export const time = (ms: number): Buffer =>
  element(0x18, Buffer.from(`${new Date(ms).toISOString().replaceAll(/[-:T]|\..*$/g, '')}Z`));

export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}
