import { areSpans } from './number-spans.ts';

/** The forms that a value of a record has: integers and strings, never `null`, `true` or a fraction. */
const forms = {
  integer: (value) => Number.isSafeInteger(value),
  /** An integer from 0. */
  whole: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  /** An id, a key of an object, a version: ASCII without spaces, so that no two look alike. */
  name: (value) => isName(value),
  /** Names in their order, each once. */
  names: (value) => Array.isArray(value) && value.length > 0 && value.every(isNextName),
  /** Numbers of records: see `spansOf`. */
  spans: (value) => areSpans(value),
  /** What a person or a camera wrote, on one line. */
  line: (value) => matches(value, /^[^\p{Cc}\p{Cs}]{1,512}$/u),
  /** The name of a user in the log. */
  pseudonym: (value) => matches(value, /^psn_[0-9a-f]{32}$/),
  /** SHA-256, lower-case hex. */
  digest: (value) => isDigest(value),
  /** Stands for what a person wrote: see `wordsDigest`. */
  words: (value) => isDigest(value),
  /** UTC, RFC 3339, with milliseconds. */
  time: (value) => matches(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) && isOnClock(String(value)),
  /** Of the calendar: `2026-11-30`. */
  day: (value) => matches(value, /^\d{4}-\d\d-\d\d$/) && isInCalendar(String(value)),
  /** 16 random bytes as Base64. */
  salt: (value) => matches(value, /^[A-Za-z0-9+/]{21}[AQgw]==$/),
  /** The 64 bytes of an Ed25519 signature as Base64. */
  signature: (value) => matches(value, /^[A-Za-z0-9+/]{85}[AQgw]==$/),
  /** Degrees with six decimals, as text. */
  degrees: (value) => matches(value, /^-?(?:0|[1-9]\d{0,2})\.\d{6}$/),
} as const satisfies Record<string, (value: unknown) => boolean>;

type Form = keyof typeof forms | readonly (string | number)[] | FieldForms;

/** The members of an object; a name that ends in `?` may be missing, and there is no other member. */
export interface FieldForms {
  readonly [name: string]: Form;
}

type ValueOf<F> = F extends 'integer' | 'whole'
  ? number
  : F extends 'names'
    ? readonly string[]
    : F extends 'spans'
      ? readonly number[]
      : F extends string
        ? string
        : F extends readonly (infer Choice)[]
          ? Choice
          : FieldsOf<F>;

/** The type of what has these members. */
export type FieldsOf<T> = {
  readonly [K in keyof T as K extends `${string}?` ? never : K]: ValueOf<T[K]>;
} & { readonly [K in keyof T as K extends `${infer Name}?` ? Name : never]?: ValueOf<T[K]> };

/** The first member that has not its form, is missing, or is not known, by its path: `rtp.ssrc`. */
export function faultyField(value: object, fields: FieldForms, path = ''): string | undefined {
  const known = membersOf(fields);
  for (const [name, { form, isOptional }] of known) {
    const member: unknown = Object.hasOwn(value, name) ? value[name as keyof typeof value] : undefined;
    const fault = member === undefined ? !isOptional && name : faultOf(member, form, name);
    if (fault) return `${path}${fault}`;
  }
  const unknown = Object.keys(value).find((name) => !known.has(name));
  return unknown === undefined ? undefined : `${path}${unknown}`;
}

interface KnownMember {
  readonly form: Form;
  readonly isOptional: boolean;
}

const knownMembers = new WeakMap<FieldForms, ReadonlyMap<string, KnownMember>>();

/** By their names; every record asks for them. */
function membersOf(fields: FieldForms): ReadonlyMap<string, KnownMember> {
  const known = knownMembers.get(fields);
  if (known) return known;
  const members = new Map(
    Object.entries(fields).map(([key, form]) => [
      key.replace('?', ''),
      { form, isOptional: key.endsWith('?') },
    ]),
  );
  knownMembers.set(fields, members);
  return members;
}

function faultOf(member: unknown, form: Form, name: string): string | false | undefined {
  if (typeof form === 'string') return !forms[form](member) && name;
  if (Array.isArray(form)) return !form.includes(member) && name;
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return name;
  return faultyField(member, form as FieldForms, `${name}.`);
}

const matches = (value: unknown, pattern: RegExp): boolean =>
  typeof value === 'string' && pattern.test(value);

const isDigest = (value: unknown): boolean => matches(value, /^[0-9a-f]{64}$/);

const isName = (value: unknown): boolean => matches(value, /^[\u0021-\u007e]{1,512}$/);

const isNextName = (value: unknown, at: number, all: readonly unknown[]): boolean =>
  isName(value) && (at === 0 || String(all[at - 1]) < String(value));

/** Of `2026-11-30T01:02:03.004Z`. By its digits: `Date` would take a quarter of the time in which a record is read. */
const isOnClock = (text: string): boolean =>
  isInCalendar(text) &&
  numberAt(text, 11, 2) < 24 &&
  numberAt(text, 14, 2) < 60 &&
  numberAt(text, 17, 2) < 60;

/** Of a text that begins like `2026-11-30`. */
function isInCalendar(text: string): boolean {
  const [year, month, day] = [numberAt(text, 0, 4), numberAt(text, 5, 2), numberAt(text, 8, 2)];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : (daysOfMonths[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function numberAt(text: string, at: number, digits: number): number {
  let value = 0;
  for (let i = at; i < at + digits; i++) value = 10 * value + text.charCodeAt(i) - 48;
  return value;
}
