import { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { type ByteRange, md5Base64, unavailable } from '../../core/index.ts';
import { maxObjectSizeBytes, type ObjectKey, objectDamaged, objectShort } from '../../objects/index.ts';
import { bareEtag, type ChecksumHeaders, expectedMd5 } from './s3-checksum.ts';

/** The client types answers as bare streams; they are HTTP answers, and what they say must be checked. */
export function asAnswer(stream: Readable): IncomingMessage {
  if (stream instanceof IncomingMessage) return stream;
  throw unavailable('store-unavailable', 'the object store gave no HTTP answer');
}

/** Reads an answer to its end; fails when the connection ends before. */
export async function readAnswer(answer: Readable, atMostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    // Leaving the loop destroys the answer.
    if (sizeBytes > atMostBytes)
      throw unavailable('store-unavailable', 'the answer of the object store has no end');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, sizeBytes);
}

export function checksumHeaders(answer: IncomingMessage): ChecksumHeaders {
  return {
    etag: bareEtag(answer.headers.etag),
    encryption: bodyText(answer.headers['x-amz-server-side-encryption']),
    md5: bodyText(answer.headers['x-amz-meta-md5']),
  };
}

export const bodyText = (header: unknown): string | undefined =>
  typeof header === 'string' ? header : undefined;

/** A whole object: an error page in its place has no ETag, a cut or altered one another MD5. */
export async function readWhole(key: ObjectKey, answer: IncomingMessage): Promise<Uint8Array> {
  const headers = checksumHeaders(answer);
  const bytes = await readAnswer(answer, maxObjectSizeBytes);
  if (answer.statusCode !== 200 || headers.etag === undefined)
    throw objectDamaged(key, 'the answer is no object');
  const expected = expectedMd5(headers);
  if (expected !== undefined && expected !== md5Base64(bytes))
    throw objectDamaged(key, `${bytes.length} bytes that do not match its checksum`);
  return bytes;
}

/** A part of an object, exactly; a server that ignores `Range` answers 200. */
export async function readPart(
  key: ObjectKey,
  answer: IncomingMessage,
  range: ByteRange,
): Promise<Uint8Array> {
  const lastByte = range.offsetBytes + range.sizeBytes - 1;
  const bytes = await readAnswer(answer, maxObjectSizeBytes);
  if (answer.statusCode !== 206) throw objectDamaged(key, 'the answer is no part of the object');
  const isAsked =
    answer.headers['content-range']?.startsWith(`bytes ${range.offsetBytes}-${lastByte}/`) === true;
  if (!isAsked || bytes.length !== range.sizeBytes) throw objectShort(key, bytes.length);
  return bytes;
}
