import { AppError, messageOf, unavailable } from '../../core/index.ts';
import type { VerifierKey } from '../../log/index.ts';
import type { RemoteWitness, WitnessReply } from '../../witness/index.ts';

const timeoutMs = 10_000;
/** Some ten signatures of the longest kind. */
const maxAnswerBytes = 64 * 1024;

/** A witness behind HTTP (C2SP tlog-witness). `url` is its submission prefix. No redirect is followed. */
export const httpWitness = (url: string, key: VerifierKey): RemoteWitness => ({
  key,
  addCheckpoint: async (body) => {
    const { status, type, bytes } = await post(`${url.replace(/\/+$/, '')}/add-checkpoint`, body, key);
    return replyOf(status, type, bytes, key);
  },
});

function replyOf(status: number, type: string, bytes: Buffer, { name }: VerifierKey): WitnessReply {
  if (status === 200) return { cosignature: bytes };
  const said = JSON.stringify(bytes.toString('utf8').trim().slice(0, 200));
  const size = /^(0|[1-9][0-9]{0,15})\n$/.exec(bytes.toString('latin1'))?.[1];
  if (status === 409 && type === 'text/x.tlog.size' && Number.isSafeInteger(Number(size)) && size)
    return { seenSize: Number(size) };
  if (status === 403 || status === 404)
    throw new AppError(
      'forbidden',
      'log-refused-by-witness',
      `${name} does not know our log, or not the key that it has now (minhchung witness know KEY): ${said}`,
    );
  // Earlier versions of the specification answered 409 without a size for another root of the same size.
  if (status === 422 || (status === 409 && type !== 'text/x.tlog.size'))
    throw new AppError('conflict', 'log-forked', `${name} has signed another tree of our log: ${said}`);
  throw unavailable('witness-unavailable', `${name} answers ${status}: ${said}`);
}

async function post(url: string, body: Uint8Array, { name }: VerifierKey) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: Buffer.from(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
    return { status: response.status, type, bytes: await bounded(response) };
  } catch (cause) {
    throw unavailable('witness-unavailable', `${name} does not answer: ${messageOf(cause)}`, cause);
  }
}

async function bounded(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of response.body ?? []) {
    sizeBytes += part.length;
    if (sizeBytes > maxAnswerBytes) throw new Error(`more than ${maxAnswerBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
