import { randomBytes, X509Certificate } from 'node:crypto';
import { invalid, messageOf, unavailable } from '../../core/index.ts';
import type { TimeStampAuthority } from '../../witness/index.ts';
import { timeStampRequest } from './time-stamp-request.ts';
import { checkToken } from './token-check.ts';
import { tokenOfReply } from './token-parts.ts';

const timeoutMs = 10_000;
const maxReplyBytes = 64 * 1024;

/** An authority behind HTTP (RFC 3161 section 3.4), and the roots that its certificate must lead to. No redirect is followed. */
export const httpTimeStampAuthority = (
  url: string,
  roots: readonly X509Certificate[],
): TimeStampAuthority => ({
  stamp: async (bytes) => {
    const nonce = newNonce();
    const token = tokenOfReply(await post(url, timeStampRequest(bytes, nonce)));
    const { atMs } = checkToken(token, { bytes, nonce, roots });
    return { token, atMs };
  },
  check: (token, bytes) => checkToken(token, { bytes, roots }),
});

/** The certificates of a PEM file. Errors: `invalid` `certificates-malformed`. */
export function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length > 0) return blocks.map((block) => new X509Certificate(block));
  } catch {
    // As below.
  }
  throw invalid('certificates-malformed', 'no certificates in PEM');
}

/** Positive, and without a zero in front: one form in DER. */
function newNonce(): Uint8Array {
  const nonce = randomBytes(16);
  nonce[0] = 0x40 | (nonce.readUInt8(0) & 0x3f);
  return nonce;
}

async function post(url: string, body: Uint8Array): Promise<Uint8Array> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: Buffer.from(body),
      headers: { 'Content-Type': 'application/timestamp-query' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status !== 200) throw new Error(`it answers ${response.status}`);
    return await bounded(response);
  } catch (cause) {
    throw unavailable(
      'timestamp-unavailable',
      `the time stamp authority gives no token: ${messageOf(cause)}`,
      cause,
    );
  }
}

async function bounded(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of response.body ?? []) {
    sizeBytes += part.length;
    if (sizeBytes > maxReplyBytes) throw new Error(`more than ${maxReplyBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
