import { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import { parse } from 'range-parser';
import { AppError, type ByteRange } from '../../core/index.ts';
import type { FileReply } from '../route.ts';

/** The bit of the parser's `code` that says so. */
const malformed = 1;

/**
 * The requested range of a file (RFC 9110, 14.2); `undefined` for the whole of it, also for several ranges or when
 * `If-Range` names another version; `unsatisfiable` when it ends before every range.
 */
export function askedRange(
  { range, ifRange }: { readonly range: string | undefined; readonly ifRange: string | undefined },
  { sizeBytes, etag }: Pick<FileReply, 'sizeBytes' | 'etag'>,
): ByteRange | 'unsatisfiable' | undefined {
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const { code, type, ranges } = parse(sizeBytes, range.replaceAll(' ', ''));
  if (type !== 'bytes' || (code & malformed) !== 0 || ranges.length > 1) return undefined;
  const [only] = ranges;
  return only ? { offsetBytes: only.start, sizeBytes: only.end + 1 - only.start } : 'unsatisfiable';
}

/**
 * Sends a file or the requested range of it as fast as the client reads. A HEAD reads nothing. Errors:
 * `range-not-satisfiable` (invalid), those of `open`; a later fault breaks the connection off, so that half of it never
 * looks like the whole.
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

/** `sent` receives the bytes that the connection took, however it ends. Errors: those of the content. */
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
