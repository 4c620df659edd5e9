import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { AppError } from '../../core/index.ts';
import type { ByteRange } from '../../ingest/index.ts';
import type { FileReply } from '../route.ts';

/**
 * What of a file is asked for (RFC 9110, 14.2): one range; `undefined` for the whole of it, also when several ranges
 * were asked for or when `If-Range` names another version; `unsatisfiable` for a range beyond its end.
 */
export function askedRange(
  { range, ifRange }: { readonly range: string | undefined; readonly ifRange: string | undefined },
  { sizeBytes, etag }: Pick<FileReply, 'sizeBytes' | 'etag'>,
): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range?.replaceAll(' ', '') ?? '') ?? [];
  if ((first === '' && last === '') || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const fromBytes = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const toBytes = first === '' || last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  if (fromBytes >= sizeBytes || (first === '' && Number(last) === 0)) return 'unsatisfiable';
  return toBytes > fromBytes ? { offsetBytes: fromBytes, sizeBytes: toBytes - fromBytes } : undefined;
}

/**
 * Sends a file, or the range of it that is asked for, as fast as the client reads. Nothing is read for a HEAD. Errors:
 * `range-not-satisfiable` (invalid), those of `open`; what goes wrong later breaks the connection off, so that nobody
 * takes half of it for the whole.
 */
export async function sendFile(request: Request, response: Response, file: FileReply): Promise<void> {
  const { contentType, headers, etag, sizeBytes, open } = file;
  const asked = askedRange({ range: request.headers.range, ifRange: request.get('if-range') }, file);
  response.set({ ...headers, 'Accept-Ranges': 'bytes', ETag: etag });
  if (asked === 'unsatisfiable') {
    response.set('Content-Range', `bytes */${sizeBytes}`);
    throw new AppError('invalid', 'range-not-satisfiable', 'The file ends before that range.');
  }
  const range = asked ?? { offsetBytes: 0, sizeBytes };
  const content = request.method === 'HEAD' ? undefined : await open(range);
  const lastByte = range.offsetBytes + range.sizeBytes - 1;
  if (asked) response.set('Content-Range', `bytes ${range.offsetBytes}-${lastByte}/${sizeBytes}`);
  response
    .status(asked ? 206 : 200)
    .set({ 'Content-Type': contentType, 'Content-Length': String(range.sizeBytes) });
  if (content) await pipe(content, response);
  else response.end();
}

async function pipe(content: AsyncIterable<Uint8Array>, response: Response): Promise<void> {
  try {
    await pipeline(Readable.from(content), response);
  } catch (error) {
    // The client went away; it knows where it stopped.
    if (error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    throw error;
  }
}
