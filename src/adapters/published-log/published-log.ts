import { invalid, messageOf, unavailable } from '../../core/index.ts';
import type { ReadTile } from '../../log/index.ts';

const timeoutMs = 60_000;
/** A full bundle of the longest leaves has 16 MB. */
const maxFileBytes = 17 * 1024 * 1024;

/**
 * The files of a log below a URL (the monitoring prefix of C2SP tlog-tiles); 404 is none. No redirect is followed. Errors:
 * `invalid` `log-url-not-https`; of a read `unavailable` `log-unavailable`.
 */
export function publishedLog(address: string): ReadTile {
  const url = URL.parse(address);
  if (!url) throw notHttps();
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) throw notHttps();
  const prefix = url.href.replace(/\/*$/, '/');
  return (path) => fileAt(new URL(path, prefix));
}

const notHttps = (): Error => invalid('log-url-not-https', '--log: an address with https is expected');

async function fileAt(url: URL): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    if (response.status !== 200) throw new Error(`status ${response.status}`);
    return await bounded(response);
  } catch (cause) {
    throw unavailable(
      'log-unavailable',
      `${url.pathname} of the log could not be read: ${messageOf(cause)}`,
      cause,
    );
  }
}

async function bounded({ body }: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of body ?? []) {
    sizeBytes += part.length;
    if (sizeBytes > maxFileBytes) throw new Error(`more than ${maxFileBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
