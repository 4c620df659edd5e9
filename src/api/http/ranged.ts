import { Readable } from 'node:stream';
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
  const { contentType, headers, etag, sizeBytes, open, sent } = file;
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
  if (content) await pipe(content, response, (sentBytes) => sent?.(range, sentBytes));
  else response.end();
}

/** `sent` is told what the connection took of it, however it ends. Errors: those of the content. */
async function pipe(
  content: AsyncIterable<Uint8Array>,
  response: Response,
  sent: (sentBytes: number) => void,
): Promise<void> {
  let sentBytes = 0;
  try {
    for await (const chunk of Readable.from(content) as AsyncIterable<Uint8Array>) {
      // A client that went away knows where it stopped.
      if (!(await taken(response, chunk))) return;
      sentBytes += chunk.length;
    }
    response.end();
  } catch (error) {
    response.destroy();
    throw error;
  } finally {
    sent(sentBytes);
  }
}

/** Whether the connection took it; not before it has. */
function taken(response: Response, chunk: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    const gone = () => resolve(false);
    response.once('close', gone);
    response.write(chunk, (error) => {
      response.off('close', gone);
      resolve(!error);
    });
  });
}
