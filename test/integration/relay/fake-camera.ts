import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Picture } from './clip.ts';

export interface FakeRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FakeCameraOptions {
  readonly pictures: readonly Picture[];
  readonly codec?: 'H264' | 'H265';
  /** Milliseconds between pictures as sent; the RTP clock says what the clip says. */
  readonly frameMs?: number;
  /** How many pictures go out at once at PLAY. */
  readonly burst?: number;
  readonly user?: string;
  readonly password?: string;
  readonly algorithm?: 'md5' | 'sha256';
  /** Leave out three packets after so many. */
  readonly skipFrom?: number;
  /** Send the parameter sets in the SDP. */
  readonly sprop?: boolean;
  /** A reply in place of the usual one: head lines without CSeq, and a body. */
  respond?(request: FakeRequest): string | undefined;
}

/** What a camera catches up with at once when this process was held up; the rest of that time is lost to it. */
const maxCaughtUpMs = 100;

/**
 * A camera for one test at a time: speaks RTSP over TCP, loops its clip, and misbehaves on demand. Shares nothing with
 * the code under test.
 */
export class FakeCamera {
  readonly requests: FakeRequest[] = [];
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private sequence = 65_500;
  private packets = 0;
  private ticksAhead = 0xffff_0000;
  private ssrc = 0x1234_5678;
  /** It sends so many pictures, and then none. */
  private last = Number.POSITIVE_INFINITY;
  private readonly waiting = new Set<() => void>();
  /** How many pictures were sent. */
  pictures = 0;
  /** The most that waited in our own memory because the client did not read. */
  maxUnsentBytes = 0;

  private constructor(private readonly options: FakeCameraOptions) {
    this.server = createServer((socket) => this.serve(socket));
  }

  static async start(options: FakeCameraOptions): Promise<FakeCamera> {
    const camera = new FakeCamera(options);
    camera.server.listen(0, '127.0.0.1');
    await once(camera.server, 'listening');
    return camera;
  }

  get url(): string {
    const address = this.server.address();
    if (typeof address !== 'object' || !address) throw new Error('not listening');
    return `rtsp://127.0.0.1:${address.port}/stream/1?channel=1`;
  }

  /** Sends nothing any more, without a word. */
  fallSilent(): void {
    this.last = this.pictures;
  }

  /** The same after so many pictures; resolves when they were sent. */
  fallSilentAfter(count: number): Promise<void> {
    this.last = count;
    return this.sentPictures(count);
  }

  /** Ends every connection without a word. */
  drop(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** The RTP clock steps. */
  jump(ticks: number): void {
    this.ticksAhead += ticks;
  }

  changeSource(): void {
    this.ssrc++;
  }

  /** Resolves when so many pictures were sent. */
  sentPictures(count: number): Promise<void> {
    return this.until(() => this.pictures >= count);
  }

  /** Resolves when so many requests came. */
  asked(count: number): Promise<void> {
    return this.until(() => this.requests.length >= count);
  }

  private until(isTrue: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isTrue()) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        this.answer(socket, text.slice(0, end));
        text = text.slice(end + 4);
      }
    });
  }

  private answer(socket: Socket, head: string): void {
    const [start = '', ...lines] = head.split('\r\n');
    const [method = '', url = ''] = start.split(' ');
    const headers: Record<string, string> = {};
    for (const line of lines)
      headers[line.split(': ', 1)[0]?.toLowerCase() ?? ''] = line.replace(/^.*?: /, '');
    const request: FakeRequest = { method, url, headers };
    this.requests.push(request);
    for (const look of this.waiting) look();
    const reply = this.options.respond?.(request) ?? this.usualReply(request);
    const [first, ...rest] = reply.split('\r\n');
    socket.write([first, `CSeq: ${headers.cseq ?? ''}`, ...rest].join('\r\n'));
    if (method === 'PLAY' && reply.startsWith('RTSP/1.0 200')) this.play(socket);
    if (method === 'TEARDOWN') socket.end();
  }

  private usualReply(request: FakeRequest): string {
    if (!this.isSignedIn(request)) {
      const algorithm = this.options.algorithm === 'sha256' ? ', algorithm=SHA-256, qop="auth"' : '';
      return `RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Digest realm="IP Camera", nonce="4e6f6e6365"${algorithm}\r\n\r\n`;
    }
    const ok = 'RTSP/1.0 200 OK\r\n';
    if (request.method === 'OPTIONS')
      return `${ok}Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER\r\n\r\n`;
    if (request.method === 'SETUP') {
      return `${ok}Session:   708345999;timeout=60\r\nTransport: RTP/AVP/TCP;unicast;interleaved=4-5;ssrc= 12345678\r\n\r\n`;
    }
    if (request.method !== 'DESCRIBE') return `${ok}Session: 708345999\r\n\r\n`;
    const sdp = this.sdp();
    return `${ok}Content-Base: ${this.url}/\r\nContent-Type: application/sdp\r\nContent-Length: ${sdp.length}\r\n\r\n${sdp}`;
  }

  private isSignedIn(request: FakeRequest): boolean {
    const { user, password, algorithm = 'md5' } = this.options;
    if (user === undefined) return true;
    const field = (name: string): string =>
      new RegExp(`[ ,]${name}="?((?:[^",\\\\]|\\\\.)*)`).exec(request.headers.authorization ?? '')?.[1] ?? '';
    const hash = (t: string): string => createHash(algorithm).update(t).digest('hex');
    const ha1 = hash(`${user}:IP Camera:${password}`);
    const ha2 = hash(`${request.method}:${request.url}`);
    const middle = algorithm === 'sha256' ? `${field('nc')}:${field('cnonce')}:auth:` : '';
    return field('response') === hash(`${ha1}:4e6f6e6365:${middle}${ha2}`);
  }

  private sdp(): string {
    const { codec = 'H264', pictures, sprop = true } = this.options;
    const sets = (pictures[0]?.nals ?? []).filter((nal) => [7, 8].includes((nal[0] ?? 0) & 31));
    const base64 = sets.map((nal) => nal.toString('base64')).join(',');
    const fmtp =
      sprop && codec === 'H264' ? `a=fmtp:96 packetization-mode=1; sprop-parameter-sets=${base64}\r\n` : '';
    return `v=0\r\ns=x\r\nt=0 0\r\na=control:*\r\nm=audio 0 RTP/AVP 8\r\na=control:trackID=2\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 ${codec}/90000\r\n${fmtp}a=control:trackID=1\r\n`;
  }

  private play(socket: Socket): void {
    const { frameMs = 40, burst = 1 } = this.options;
    let lastMs = performance.now();
    let due = burst;
    let sent = 0;
    const send = (): void => {
      const nowMs = performance.now();
      due += Math.min(nowMs - lastMs, maxCaughtUpMs) / frameMs;
      lastMs = nowMs;
      for (; sent + 1 <= due && !socket.destroyed; sent++) this.sendPicture(socket, sent);
    };
    send();
    const timer = setInterval(send, Math.min(20, frameMs));
    this.timers.add(timer);
    socket.once('close', () => clearInterval(timer));
  }

  private sendPicture(socket: Socket, index: number): void {
    const { pictures } = this.options;
    const picture = pictures[index % pictures.length];
    if (!picture || this.pictures >= this.last || socket.destroyed) return;
    const frameTicks = Math.max(...pictures.map((p) => p.ptsTicks)) / (pictures.length - 1);
    const lap = Math.floor(index / pictures.length) * Math.round(frameTicks * pictures.length);
    for (const nal of picture.nals) {
      this.sendNal(socket, nal, lap + picture.ptsTicks, nal === picture.nals.at(-1));
    }
    this.pictures++;
    for (const look of this.waiting) look();
  }

  private sendNal(socket: Socket, nal: Buffer, ticks: number, isLast: boolean): void {
    const isH265 = this.options.codec === 'H265';
    if (nal.length <= 1400) {
      this.sendPacket(socket, nal, ticks, isLast);
      return;
    }
    const head = isH265 ? 2 : 1;
    const type = isH265 ? ((nal[0] ?? 0) >> 1) & 63 : (nal[0] ?? 0) & 31;
    for (let at = head; at < nal.length; at += 1390) {
      const flags = (at === head ? 0x80 : 0) | (at + 1390 >= nal.length ? 0x40 : 0) | type;
      const lead = isH265 ? [((nal[0] ?? 0) & 0x81) | (49 << 1), nal[1] ?? 0] : [((nal[0] ?? 0) & 0xe0) | 28];
      const payload = Buffer.concat([Buffer.from([...lead, flags]), nal.subarray(at, at + 1390)]);
      this.sendPacket(socket, payload, ticks, isLast && at + 1390 >= nal.length);
    }
  }

  private sendPacket(socket: Socket, payload: Buffer, ticks: number, marker: boolean): void {
    const frame = Buffer.alloc(16);
    frame.write('$', 0);
    frame[1] = 4;
    frame.writeUInt16BE(12 + payload.length, 2);
    frame[4] = 0x80;
    frame[5] = (marker ? 0x80 : 0) | 96;
    frame.writeUInt16BE(this.sequence++ & 0xffff, 6);
    frame.writeUInt32BE(((ticks + this.ticksAhead) % 2 ** 32) >>> 0, 8);
    frame.writeUInt32BE(this.ssrc, 12);
    const { skipFrom = Number.POSITIVE_INFINITY } = this.options;
    if (this.packets++ >= skipFrom && this.packets <= skipFrom + 3) return;
    socket.write(Buffer.concat([frame, payload]));
    this.maxUnsentBytes = Math.max(this.maxUnsentBytes, socket.writableLength);
  }
}
