import type { IncomingMessage } from 'node:http';
import { md5Base64 } from '../../core/index.ts';
import {
  maxObjectSizeBytes,
  type ObjectKey,
  objectDamaged,
  objectShort,
  type StoredObject,
} from '../../objects/index.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { md5OfEtag } from './s3-checksum.ts';
import { s3CodeOf } from './s3-errors.ts';
import { asAnswer, bodyText, checksumHeaders, readAnswer } from './s3-response.ts';
import { statObject } from './s3-stat.ts';

/** The content of an object, and its type. */
export interface PutBody {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** One PUT that replaces nothing; then a HEAD checks the result (I1). */
export const putNew = (bucket: S3Bucket, key: ObjectKey, body: PutBody): Promise<StoredObject> =>
  putChecked(bucket, key, body, { 'if-none-match': '*' });

/** One PUT in the place of whatever lies there; the earlier versions stay. A HEAD checks the result. */
export const putOver = (bucket: S3Bucket, key: ObjectKey, body: PutBody): Promise<StoredObject> =>
  putChecked(bucket, key, body, {});

async function putChecked(
  bucket: S3Bucket,
  key: ObjectKey,
  { bytes, contentType }: PutBody,
  condition: Readonly<Record<string, string>>,
): Promise<StoredObject> {
  const md5 = md5Base64(bytes);
  const answer = await sendPut(bucket, key, bytes, {
    ...condition,
    'content-length': String(bytes.length),
    'content-type': contentType,
    'content-md5': md5,
    'x-amz-meta-md5': md5,
  });
  const { etag, encryption } = checksumHeaders(answer);
  if (etag === undefined || (md5OfEtag({ etag, encryption }) ?? md5) !== md5)
    throw objectDamaged(key, 'the server does not say that it stored it');
  const stored = await statObject(bucket, key, bodyText(answer.headers['x-amz-version-id']));
  if (stored?.sizeBytes !== bytes.length) throw objectShort(key, stored?.sizeBytes ?? 0);
  if (stored.md5 !== md5 || stored.etag !== etag) throw objectDamaged(key, 'the server shows another object');
  return stored;
}

/**
 * Not the client's `putObject`: over plain HTTP that sends no Content-MD5, it turns one given to it into metadata, and
 * it copies the body. Signed, and verified by the server, which otherwise answers `BadDigest` and stores nothing.
 */
async function sendPut(
  { client, name, region }: S3Bucket,
  key: ObjectKey,
  bytes: Uint8Array,
  headers: Record<string, string>,
): Promise<IncomingMessage> {
  const request = { method: 'PUT', bucketName: name, objectName: key, headers };
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const answer = asAnswer(await client.makeRequestStreamAsync(request, body, '', [200], region));
  await readAnswer(answer, maxObjectSizeBytes);
  return answer;
}

/**
 * Whether a PUT failed because the key is taken, or so that it may be: a server that refuses before it has read the
 * body closes the connection, and an answer may be lost on its way.
 */
export const mayBeTaken = (error: unknown): boolean =>
  ['PreconditionFailed', 'ConditionalRequestConflict', 'ECONNRESET', 'EPIPE'].includes(s3CodeOf(error) ?? '');
