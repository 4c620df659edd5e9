import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';

/** A shorter answer fits into one packet as it is. */
const minBytes = 1_024;
/** People wait for it: of a look-up of 590 kB, the usual 6 takes four times as long, and saves a fifth more. */
const level = 1;

const text = /^(?:text\/|application\/(?:json|[\w.-]+\+json|vnd\.apple\.mpegurl)\b)/;

/**
 * The content as the client accepts it: text in gzip, with the headers that say so. The content type is set before.
 *
 * Only answers to GET are compressed. Every secret that we issue (links, tokens, keys of second factors, recovery codes)
 * answers a POST: beside text of an attacker, the length of a compressed secret would give it away (BREACH, CVE-2013-3587).
 * Footage and pictures are compressed already.
 */
export async function compressed(request: Request, response: Response, content: Buffer): Promise<Buffer> {
  if (!['GET', 'HEAD'].includes(request.method) || !text.test(String(response.get('Content-Type'))))
    return content;
  response.vary('Accept-Encoding');
  if (content.length < minBytes || !request.acceptsEncodings('gzip')) return content;
  response.set('Content-Encoding', 'gzip');
  return promisify(gzip)(content, { level });
}
