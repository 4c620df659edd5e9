import { invalid } from '../../core/index.ts';

/** A value of DER (X.690). */
export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
  /** With its tag and its length. */
  readonly bytes: Uint8Array;
}

export const derTags = {
  boolean: 0x01,
  integer: 0x02,
  octets: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag of a member with this number that holds others. */
export const derMember = (number: number): number => 0xa0 + number;

/** The one value that these bytes are. Attacker-controlled. Errors: `invalid` `der-malformed`. */
export function derValue(bytes: Uint8Array): DerValue {
  const [value, ...others] = valuesIn(bytes);
  if (!value || others.length > 0) throw malformed('one value expected');
  return value;
}

/** What a value holds, in order; its tag must be this one. Errors: `invalid` `der-malformed`. */
export function derItems(value: DerValue | undefined, tag: number = derTags.sequence): DerValue[] {
  return valuesIn(derContent(value, tag));
}

/** The content of a value with this tag. Errors: `invalid` `der-malformed`. */
export function derContent(value: DerValue | undefined, tag: number): Uint8Array {
  if (value?.tag !== tag) throw malformed(`tag ${tag} expected`);
  return value.content;
}

/** An object identifier as the hex of its content. Errors: `invalid` `der-malformed`. */
export const derOid = (value: DerValue | undefined): string => hexOf(derContent(value, derTags.oid));

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** An instant in whole seconds or finer, UTC. Errors: `invalid` `der-malformed`. */
export function derTime(value: DerValue | undefined): number {
  const text = Buffer.from(value?.content ?? []).toString('latin1');
  const long =
    value?.tag === derTags.utcTime ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const [, year, month, day, hour, minute, second, fraction = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/.exec(long) ?? [];
  const isTime = value?.tag === derTags.utcTime || value?.tag === derTags.time;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (!isTime || Number.isNaN(ms)) throw malformed('a time expected');
  return ms + Math.floor(Number(`0.${fraction || '0'}`) * 1_000);
}

function valuesIn(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { headBytes, sizeBytes } = headAt(bytes, at);
    const end = at + headBytes + sizeBytes;
    if (end > bytes.length) throw malformed('it was cut');
    values.push({
      tag: bytes[at] ?? 0,
      content: bytes.subarray(at + headBytes, end),
      bytes: bytes.subarray(at, end),
    });
    at = end;
  }
  return values;
}

/** A definite length of four bytes at most, in its shortest form. */
function headAt(bytes: Uint8Array, at: number): { readonly headBytes: number; readonly sizeBytes: number } {
  const [tag = 0, first] = bytes.subarray(at, at + 2);
  if ((tag & 0x1f) === 0x1f || first === undefined) throw malformed('a tag and a length expected');
  if (first < 0x80) return { headBytes: 2, sizeBytes: first };
  const more = first - 0x80;
  const digits = bytes.subarray(at + 2, at + 2 + more);
  const sizeBytes = digits.reduce((size, digit) => size * 256 + digit, 0);
  const isShortest = (digits[0] ?? 0) > 0 && sizeBytes >= 0x80;
  if (more < 1 || more > 4 || digits.length < more || !isShortest) throw malformed('a length expected');
  return { headBytes: 2 + more, sizeBytes };
}

const malformed = (how: string): Error => invalid('der-malformed', `not DER: ${how}`);
