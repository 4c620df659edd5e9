import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { CameraFacts } from '../../../scripts/ward/index.ts';

export interface Reply {
  status: number;
  head: string;
  body: string;
}

/** A plain RTSP client for the tests. Emits `reply`, `rtp` and `rtcp` (each a packet), `close`. */
export class RtspClient extends EventEmitter {
  readonly url: string;
  readonly #camera: CameraFacts;
  readonly #socket: Socket;
  #pending = Buffer.alloc(0);
  #challenge = '';
  #session = '';
  #cseq = 0;

  constructor(camera: CameraFacts, stream: 'main' | 'sub' = 'main') {
    super();
    this.#camera = camera;
    this.url = camera.rtspUrls[stream];
    const { hostname, port } = new URL(this.url.replace('rtsp:', 'http:'));
    this.#socket = connect({ host: hostname, port: Number(port) });
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => this.emit('close'));
  }

  /** Answers a 401 once, with the camera's password. */
  async request(method: string, headers: string[] = [], url = this.url): Promise<Reply> {
    const reply = await this.send(method, headers, url);
    return reply.status === 401 ? this.send(method, headers, url) : reply;
  }

  async send(method: string, headers: string[] = [], url = this.url): Promise<Reply> {
    const own = [
      ...(this.#session ? [`Session: ${this.#session}`] : []),
      ...(this.#challenge ? [`Authorization: ${this.#authorisation(method, url)}`] : []),
    ];
    const lines = [`${method} ${url} RTSP/1.0`, `CSeq: ${++this.#cseq}`, ...own, ...headers];
    this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const [reply] = (await once(this, 'reply')) as [Reply];
    this.#challenge = /WWW-Authenticate: (Digest [^\r]+)/.exec(reply.head)?.[1] ?? this.#challenge;
    this.#session = /Session: ([^;\r]+)/.exec(reply.head)?.[1] ?? this.#session;
    return reply;
  }

  setUp(transport = 'RTP/AVP/TCP;unicast;interleaved=0-1'): Promise<Reply> {
    return this.request('SETUP', [`Transport: ${transport}`], `${this.url}/track1`);
  }

  /** DESCRIBE, SETUP, PLAY; resolves with the reply to the last. */
  async play(): Promise<Reply> {
    await this.request('DESCRIBE');
    await this.setUp();
    return this.request('PLAY');
  }

  /** Resolves with the next packets on that channel. */
  async packets(kind: 'rtp' | 'rtcp', count: number): Promise<Buffer[]> {
    const packets: Buffer[] = [];
    const enough = new Promise<void>((resolve) => {
      this.on(kind, (packet: Buffer) => {
        if (packets.push(packet) === count) resolve();
      });
    });
    await enough;
    return packets.slice(0, count);
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.destroy();
  }

  #authorisation(method: string, url: string): string {
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const field = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(this.#challenge)?.[1] ?? '';
    const [realm, nonce] = [field('realm'), field('nonce')];
    const { user, password } = this.#camera;
    const response = md5(`${md5(`${user}:${realm}:${password}`)}:${nonce}:${md5(`${method}:${url}`)}`);
    return `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${url}", response="${response}"`;
  }

  #read(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    while (this.#pending[0] === 0x24 ? this.#takePacket() : this.#takeReply());
  }

  #takePacket(): boolean {
    if (this.#pending.length < 4) return false;
    const end = 4 + this.#pending.readUInt16BE(2);
    if (this.#pending.length < end) return false;
    this.emit(this.#pending[1] === 0 ? 'rtp' : 'rtcp', this.#pending.subarray(4, end));
    this.#pending = this.#pending.subarray(end);
    return true;
  }

  #takeReply(): boolean {
    const headEnd = this.#pending.indexOf('\r\n\r\n');
    if (headEnd < 0) return false;
    const head = this.#pending.toString('latin1', 0, headEnd);
    const end = headEnd + 4 + Number(/Content-Length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#pending.length < end) return false;
    const body = this.#pending.toString('latin1', headEnd + 4, end);
    this.#pending = this.#pending.subarray(end);
    this.emit('reply', { status: Number(head.split(' ')[1]), head, body });
    return true;
  }
}
