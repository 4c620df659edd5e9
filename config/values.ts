import { isIP } from 'node:net';
import { z } from 'zod';
import { hourMs } from '../src/core/index.ts';

/** Parsers of the text of one environment variable. Messages say which text would be right. */

/** A whole number within `[min, max]`. */
export const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

export const seconds = (min: number, max: number) => whole(min, max).transform((value) => value * 1_000);

export const minutes = (min: number, max: number) => whole(min, max).transform((value) => value * 60_000);

export const hours = (min: number, max: number) => whole(min, max).transform((value) => value * hourMs);

const unitMs = { s: 1_000, m: 60_000, h: hourMs, d: 24 * hourMs } as const;

/** A whole number with its unit, `30s`, `15m`, `24h` or `7d`, within `[minMs, maxMs]`; in milliseconds. */
export const duration = (minMs: number, maxMs: number) => {
  const message = `must be a whole number with s, m, h or d, such as 24h: from ${minMs / unitMs.s}s to ${maxMs / unitMs.d}d`;
  return z
    .string()
    .regex(/^\d{1,9}[smhd]$/, message)
    .transform((text) => Number(text.slice(0, -1)) * unitMs[text.slice(-1) as keyof typeof unitMs])
    .refine((ms) => ms >= minMs && ms <= maxMs, message);
};

export const gigabytes = (min: number, max: number) => whole(min, max).transform((value) => value * 1e9);

/**
 * A URL with one of the given schemes, as text. The message never repeats the value: it may hold a password
 * (I9).
 */
export const url = (...schemes: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol),
      `must be a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
    );

/**
 * The same of a server that a password may open. A `#` or an `@` where none belongs shows a password whose characters
 * cut the URL: it would lead to another host.
 */
export const serverUrl = (...schemes: readonly string[]) =>
  url(...schemes).refine(
    isUncut,
    'must have each of @ / # ? of its password percent-encoded: %40 %2F %23 %3F',
  );

function isUncut(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { protocol, pathname, hash } = new URL(text);
  return protocol === 'unix:' || (hash === '' && !pathname.includes('@'));
}

/**
 * Source of map tiles: one origin, with `{z}`, `{x}` and `{y}` in the path. Every browser can read a key in
 * it.
 */
export const tileTemplate = z
  .string()
  .refine(
    isTileTemplate,
    'must be a URL that starts with http:// or https://, with {z}, {x} and {y} in its path and none in its host',
  );

function isTileTemplate(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host } = new URL(text);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  return isWeb && !host.includes('{') && ['{z}', '{x}', '{y}'].every((part) => text.includes(part));
}

/** An IPv4 or IPv6 address. */
export const ipAddress = z.string().refine((text) => isIP(text) !== 0, 'must be an IP address');

/** IP addresses and subnets (`10.0.0.0/8`), with commas between. */
export const addressList = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isSubnet), 'must be IP addresses or subnets, with commas between');

const keepers = ['auditor', 'custodian', 'admin'] as const;
type Keeper = (typeof keepers)[number];
const isKeeper = (part: string): part is Keeper => keepers.some((each) => each === part);

/** Reads a list of roles and mail addresses, separated by commas. `none` is an empty list. */
export const headReceivers = z
  .string()
  .transform((text) => (text === 'none' ? [] : text.split(',').map((part) => part.trim())))
  .refine(
    (parts) => parts.every((part) => isKeeper(part) || z.email().safeParse(part).success),
    'must be auditor, custodian, admin and mail addresses, with commas between, or none',
  )
  .transform((parts) => ({
    roles: parts.filter(isKeeper),
    addresses: parts.filter((part) => !isKeeper(part)),
  }));

/** DNS names (RFC 1123 section 2.1), with commas between; in lower case. */
export const hostNameList = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim().toLowerCase()))
  .refine(
    (names) => names.every((name) => hostName.test(name)),
    'must be host names without port, with commas between',
  );

const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

function isSubnet(part: string): boolean {
  const [address = '', bits, more] = part.split('/');
  const family = isIP(address);
  const isWithin =
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
  return family !== 0 && isWithin && more === undefined;
}

/** An IANA time zone that this Node knows. */
export const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone, such as Asia/Ho_Chi_Minh');

/** A short name that is safe in queue names, ids and paths. */
export const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be 1 to 32 of a-z, 0-9 and "-", starting with a letter');

/** A name of a ward, as people write it. */
export const wardName = z
  .string()
  .trim()
  .normalize()
  .regex(/^[^\p{Cc}\p{Cs}]{1,200}$/u, 'must be 1 to 200 characters');

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
