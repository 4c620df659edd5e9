import { type AppError, invalid, printable } from '../core/index.ts';
import type { Credentials } from './credentials/credentials.ts';

/** Where a stream is to be had, without credentials. */
export interface StreamUrl {
  readonly scheme: 'rtsp' | 'rtsps';
  /** Lower case; an IPv6 address in brackets. */
  readonly host: string;
  readonly port: number;
  /** Path and query, percent-encoded, from the slash on; empty when the URL ends with the host. */
  readonly path: string;
}

export interface ParsedStreamUrl {
  readonly url: StreamUrl;
  /** The part before the `@`, decoded; sealed, never stored in the URL (I9). */
  readonly credentials?: Credentials;
}

const maxLength = 2_048;
const defaultPorts = { rtsp: 554, rtsps: 322 } as const;

/**
 * Reads an RTSP URL (RFC 7826 section 4.2) as people and cameras write it: with line breaks and `&amp;` inside, the
 * port missing or stated twice (the last one counts), credentials raw or percent-encoded (quirk 15).
 *
 * Errors: `stream-url-scheme` for anything but rtsp and rtsps, else `stream-url-invalid`. Neither repeats the text,
 * which may hold a password.
 */
export function parseStreamUrl(text: string, field = 'url'): ParsedStreamUrl {
  const whole = tidy(text);
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(whole) ?? [];
  if (scheme === undefined || rest === undefined || whole.length > maxLength) throw unreadable(field);
  const name = scheme.toLowerCase();
  if (name !== 'rtsp' && name !== 'rtsps') {
    throw invalid('stream-url-scheme', 'A stream URL begins with rtsp:// or rtsps://.', field);
  }
  const [, authority = '', path = ''] = /^([^/?#]*)([^#]*)/.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  const place = hostAndPort(authority.slice(at + 1), name);
  // `rtsp://user:pass/word@host` reads as host `user`, and would keep the password in the path.
  const hidesPassword = at < 0 && authority.includes(':') && rest.slice(authority.length).includes('@');
  if (!place || hidesPassword) throw unreadable(field);
  const url = { scheme: name, ...place, path: encodePath(path) } as const;
  if (at < 0) return { url };
  const credentials = credentialsOf(authority.slice(0, at));
  // They will stand in request headers.
  if (!printable.test(credentials.user + credentials.password)) throw unreadable(field);
  return { url, credentials };
}

/** The same for a stream to be recorded. Errors: also `stream-url-scheme` for rtsps, as the relay speaks no TLS. */
export function parseRecordableUrl(text: string, field = 'url'): ParsedStreamUrl {
  const parsed = parseStreamUrl(text, field);
  if (parsed.url.scheme === 'rtsp') return parsed;
  throw invalid(
    'stream-url-scheme',
    'RTSP over TLS cannot be recorded: give the rtsp:// address of the stream, and allow RTSP on the camera.',
    field,
  );
}

const unreadable = (field: string): AppError =>
  invalid(
    'stream-url-invalid',
    'Not a stream URL. Percent-encode @ : / # in a user name or password, or give them apart.',
    field,
  );

/** Cameras wrap long URIs over lines and escape `&` once too often. */
const tidy = (text: string): string =>
  text
    .replaceAll(/\s*[\r\n\t]\s*/g, '')
    .trim()
    .replaceAll('&amp;', '&');

function hostAndPort(text: string, scheme: StreamUrl['scheme']): { host: string; port: number } | undefined {
  const [, host, port] = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d+)*?(?::(\d{0,5}))?$/i.exec(text) ?? [];
  if (!host) return undefined;
  const number = port ? Number(port) : defaultPorts[scheme];
  return number > 0 && number < 65_536 ? { host: host.toLowerCase(), port: number } : undefined;
}

/** Everything that may not stand in a request line or in the quoted `uri` of a digest. */
const encodePath = (path: string): string =>
  path.replaceAll(/\p{Surrogate}/gu, '\ufffd').replaceAll(/[^\x21-\x7e]|["<>\\^`{|}]/gu, encodeURIComponent);

function credentialsOf(userinfo: string): Credentials {
  const colon = userinfo.indexOf(':');
  const user = colon < 0 ? userinfo : userinfo.slice(0, colon);
  return { user: decode(user), password: colon < 0 ? '' : decode(userinfo.slice(colon + 1)) };
}

/** A password like `100%` was meant as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The URL as text; the scheme's own port is left out. `parseStreamUrl` reads back the same. */
export function formatStreamUrl({ scheme, host, port, path }: StreamUrl): string {
  return `${scheme}://${host}${port === defaultPorts[scheme] ? '' : `:${port}`}${path}`;
}

/** The same stream on the host we really reach: cameras state stale, link-local and NATed ones (quirk 2). */
export function onHost(url: StreamUrl, host: string): StreamUrl {
  const bare = host.toLowerCase();
  return { ...url, host: bare.includes(':') && !bare.startsWith('[') ? `[${bare}]` : bare };
}

/** A stream URL that may be stored and shown, and the path that only the camera receives. */
export interface PartedStreamUrl {
  readonly url: string;
  /** Path and query with credentials in them, to be sealed (I9); absent where there are none. */
  readonly secretPath?: string;
}

/** Replaces a credential in a path that is stored or shown. */
const blank = '***';

/** A value ends where a query's does, or before the next key of those that makers join by underscores. */
const pathCredentials =
  /((?:username|user|usr|password|passwd|pass|pwd)=)(?:(?!_(?:user|password|channel|stream|subtype)\w*=)[^&;/?])*/gi;

/**
 * Some makers (Xiongmai) put user and password into the path itself (`/user=admin_password=…_channel=1`), where they
 * must stay for the camera to accept it. Throws what `parseStreamUrl` throws.
 */
export function partStreamUrl(text: string): PartedStreamUrl {
  const { url } = parseStreamUrl(text);
  const path = url.path.replaceAll(pathCredentials, `$1${blank}`);
  return path === url.path ? { url: text } : { url: withPath(text, path), secretPath: url.path };
}

/** Whether credentials were taken out of it. */
export const hasBlanks = (url: string): boolean => url.includes(`=${blank}`);

/** The URL with another path and query. Throws what `parseStreamUrl` throws. */
export const withPath = (text: string, path: string): string =>
  formatStreamUrl({ ...parseStreamUrl(text).url, path });
