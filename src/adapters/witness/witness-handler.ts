import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { AppError, type ErrorKind, type Log, messageOf } from '../../core/index.ts';
import type { Witness } from '../../witness/index.ts';
import { CallRate } from './call-rate.ts';

/** Room for a proof of 63 hashes, and for a checkpoint with some ten signatures of the longest kind. */
const maxBodyBytes = 64 * 1024;
/** Callers need one call a minute, and one more after a conflict. */
const callsPerMinute = 120;
const bodyMs = 10_000;

const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 403,
  forbidden: 403,
  'not-found': 404,
  // A proof that does not hold; a wrong old size is no error but an answer.
  conflict: 422,
  unavailable: 503,
  internal: 500,
};

interface Answer {
  readonly status: number;
  readonly body: string | Uint8Array;
  readonly type?: string;
}

export interface WitnessHandlerParts {
  readonly witness: Witness;
  readonly log: Log;
  /** Whether this address may call. */
  readonly admits: (address: string) => boolean;
}

/** Serves `POST /add-checkpoint` and `GET /<origin hash>/checkpoint` (C2SP tlog-witness). */
export function witnessHandler({ witness, log, admits }: WitnessHandlerParts): RequestListener {
  const rate = new CallRate(callsPerMinute);
  return (request, response) => {
    const address = request.socket.remoteAddress ?? '';
    const answered = admits(address)
      ? rate.allows(address)
        ? answerTo(witness, request).catch(refusal)
        : Promise.resolve({ status: 429, body: 'too many calls in this minute\n' })
      : Promise.resolve({ status: 403, body: 'call through the proxy\n' });
    void answered.then((answer) => {
      log.info({ method: request.method, address, status: answer.status }, 'answered');
      send(response, answer, !request.complete);
    });
  };
}

async function answerTo(witness: Witness, request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? '').split('?')[0];
  if (path === '/add-checkpoint') {
    if (request.method !== 'POST') return { status: 405, body: 'POST is expected\n' };
    const reply = await witness.addCheckpoint(await bodyOf(request));
    return 'cosignature' in reply
      ? { status: 200, body: reply.cosignature }
      : { status: 409, body: `${reply.seenSize}\n`, type: 'text/x.tlog.size' };
  }
  const [, originHash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path ?? '') ?? [];
  const newest = originHash && request.method === 'GET' ? await witness.newest(originHash) : undefined;
  return newest ? { status: 200, body: newest } : { status: 404, body: 'not found\n' };
}

/** Errors: `invalid` `body-too-large`, `body-broken`. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  const late = setTimeout(() => request.destroy(), bodyMs);
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      sizeBytes += part.length;
      if (sizeBytes > maxBodyBytes)
        throw new AppError('invalid', 'body-too-large', `more than ${maxBodyBytes} bytes`);
      parts.push(part);
    }
  } finally {
    clearTimeout(late);
  }
  return Buffer.concat(parts);
}

function refusal(error: unknown): Answer {
  if (!(error instanceof AppError)) return { status: 500, body: `${messageOf(error)}\n` };
  const { kind, code, message } = error;
  return { status: code === 'body-too-large' ? 413 : statusOf[kind], body: `${message}\n` };
}

/** A caller whose body was not read to its end is let go: what follows would be taken for a new call. */
function send(
  response: ServerResponse,
  { status, body, type = 'text/plain; charset=utf-8' }: Answer,
  last: boolean,
): void {
  response.writeHead(status, { 'Content-Type': type, ...(last && { Connection: 'close' }) }).end(body);
}
