import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { AppError, type CameraNetworks } from '../../../core/index.ts';
import { answerLate, answerMalformed, answerTooLarge, cameraOffline, notOnvif } from './camera-errors.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
  /** The `WWW-Authenticate` values. */
  readonly challenges: readonly string[];
  /** The `Date` header, to a second. */
  readonly dateMs?: number;
}

export interface HttpPost {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Where `url` may lead. */
  readonly networks: CameraNetworks;
  /** For everything from name lookup to the last byte. */
  readonly withinMs: number;
}

const maxBodyBytes = 1024 * 1024;

/**
 * One POST on a connection of its own to the address that was checked, following no redirect. Cameras have certificates of their own making, so TLS
 * is not verified here; nothing sent depends on it, since no scheme we use sends a password.
 */
export async function post(wanted: HttpPost): Promise<HttpAnswer> {
  const { url, networks, withinMs } = wanted;
  const endsAtMs = performance.now() + withinMs;
  const address = await networks.addressOf(url.hostname, withinMs).catch((error: NodeJS.ErrnoException) => {
    throw translate(error);
  });
  return postTo(address, { ...wanted, withinMs: endsAtMs - performance.now() });
}

function postTo(hostname: string, { url, headers: given, body, withinMs }: HttpPost): Promise<HttpAnswer> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const headers = { host: url.host, ...given };
  return new Promise((resolve, reject) => {
    const sent = request(url, { hostname, method: 'POST', agent: false, headers, rejectUnauthorized: false });
    const deadline = setTimeout(() => sent.destroy(answerLate()), withinMs);
    sent.on('close', () => clearTimeout(deadline));
    sent.on('error', (error) => reject(translate(error)));
    sent.on('response', (response) => {
      readBody(response).then((text) => resolve(answerOf(response, text)), reject);
    });
    sent.end(body);
  });
}

/** Rejects beyond `maxBodyBytes`, and when the camera broke off; the deadline's error passes through. */
async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBodyBytes) throw answerTooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof AppError ? error : answerMalformed();
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answerOf(response: IncomingMessage, body: string): HttpAnswer {
  const dateMs = Date.parse(response.headers.date ?? '');
  return {
    status: response.statusCode ?? 0,
    body,
    contentType: response.headers['content-type'] ?? '',
    challenges: (response.headersDistinct['www-authenticate'] ?? []).map(headerText),
    ...(Number.isNaN(dateMs) ? {} : { dateMs }),
  };
}

/** Node gives header bytes as Latin-1 and takes them so; cameras write UTF-8. */
const headerText = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

export const headerBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

function translate(error: NodeJS.ErrnoException): AppError {
  if (error instanceof AppError) return error;
  return error.code?.startsWith('HPE_') ? notOnvif() : cameraOffline(error);
}
