const DOLLAR = 0x24;
const MAX_PENDING_BYTES = 64 * 1024;
const LINE_ENDS = /\r?\n/;

export interface RtspRequest {
  method: string;
  uri: string;
  /** Keyed by name in lower case. */
  headers: ReadonlyMap<string, string>;
}

/** Parses a client's requests; skips interleaved RTCP between them. */
export class RequestReader {
  private pending: Buffer = Buffer.alloc(0);

  /** Throws when the bytes cannot be RTSP. */
  read(chunk: Buffer): RtspRequest[] {
    this.pending = Buffer.concat([this.pending, chunk]);
    const requests: RtspRequest[] = [];
    for (let next = this.take(); next !== undefined; next = this.take()) {
      if (next !== 'interleaved') requests.push(next);
    }
    if (this.pending.length > MAX_PENDING_BYTES) throw new Error('an RTSP request without an end');
    return requests;
  }

  private take(): RtspRequest | 'interleaved' | undefined {
    if (this.pending[0] === DOLLAR) return this.takeInterleaved();
    const headEnd = this.pending.indexOf('\r\n\r\n');
    if (headEnd < 0) return undefined;
    const request = parseHead(this.pending.toString('latin1', 0, headEnd));
    const bodyBytes = Number(request.headers.get('content-length') ?? 0);
    const end = headEnd + 4 + bodyBytes;
    if (!(end <= this.pending.length)) return undefined;
    this.pending = this.pending.subarray(end);
    return request;
  }

  private takeInterleaved(): 'interleaved' | undefined {
    if (this.pending.length < 4) return undefined;
    const end = 4 + this.pending.readUInt16BE(2);
    if (end > this.pending.length) return undefined;
    this.pending = this.pending.subarray(end);
    return 'interleaved';
  }
}

function parseHead(head: string): RtspRequest {
  const [start = '', ...lines] = head.trimStart().split(LINE_ENDS);
  const [method = '', uri = '', version] = start.split(' ');
  if (version !== 'RTSP/1.0') throw new Error('not an RTSP request');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { method, uri, headers: new Map(headers) };
}
