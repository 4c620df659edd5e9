import { AppError } from '../../core/index.ts';

/** Limits on data held for a peer. All peers are attacker-controlled. */
export const messageLimits = { headBytes: 16_384, lineBytes: 4_096, headers: 64, bodyBytes: 65_536 } as const;

/** An RTSP request or response (RFC 2326 §4). Header names are lower case, in received order. */
export interface RtspMessage {
  readonly startLine: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export const malformed = (what: string): AppError =>
  new AppError('invalid', 'rtsp-malformed', `Not RTSP: ${what}.`);

/**
 * Parses the head of a message, without its final empty line. Accepts bare LF, folded lines, a missing space
 * after the colon and lines without a colon; throws `rtsp-malformed` beyond `messageLimits`.
 */
export function parseHead(head: string): Omit<RtspMessage, 'body'> {
  const [startLine = '', ...lines] = unfold(head).split(/\r?\n/);
  if (lines.length > messageLimits.headers) throw malformed('too many headers');
  if ([startLine, ...lines].some((line) => line.length > messageLimits.lineBytes)) {
    throw malformed('a line is too long');
  }
  return { startLine: startLine.trim(), headers: lines.flatMap(parseHeader) };
}

const unfold = (head: string): string => head.replace(/\r?\n[ \t]+/g, ' ');

function parseHeader(line: string): [string, string][] {
  const colon = line.indexOf(':');
  if (colon < 1) return [];
  return [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
}

/** All values of a header, in order. */
export const headerValues = (message: Pick<RtspMessage, 'headers'>, name: string): string[] =>
  message.headers.filter(([key]) => key === name).map(([, value]) => value);

export const headerValue = (message: Pick<RtspMessage, 'headers'>, name: string): string | undefined =>
  headerValues(message, name)[0];

/** Length of the body; a missing or unreadable `Content-Length` is 0. */
export function bodyLength(message: Pick<RtspMessage, 'headers'>): number {
  const length = /^\d{1,9}$/.exec(headerValue(message, 'content-length') ?? '')?.[0] ?? '0';
  if (Number(length) > messageLimits.bodyBytes) throw malformed('the body is too long');
  return Number(length);
}

/** Status code of a response; `undefined` for any other message. */
export function statusOf(message: RtspMessage): number | undefined {
  const status = /^RTSP\/\d\.\d\s+(\d{3})\b/.exec(message.startLine)?.[1];
  return status === undefined ? undefined : Number(status);
}

/** Method and URL of a request; `undefined` for any other message. */
export function requestLineOf(message: RtspMessage): { method: string; url: string } | undefined {
  const [, method, url] = /^([A-Z_]{3,20}) (\S+) RTSP\/\d\.\d$/.exec(message.startLine) ?? [];
  return method === undefined || url === undefined ? undefined : { method, url };
}

/** Formats a message for the wire. Throws if a value contains a control character. */
export function formatMessage(
  startLine: string,
  headers: readonly (readonly [name: string, value: string | number])[],
  body = '',
): string {
  const lines = [startLine, ...headers.map(([name, value]) => `${name}: ${value}`)];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters must not pass
  if (lines.some((line) => /[\x00-\x1f\x7f]/.test(line))) throw malformed('a control character in a header');
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return `${[...lines, ...length].join('\r\n')}\r\n\r\n${body}`;
}
