import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { CameraFacts } from '../camera.ts';

const READ_BYTES = 256 * 1024;
const RTP_CHANNEL = 0;
/** Shared by all clients: each read is parsed and discarded. */
const READ_BUFFER = Buffer.allocUnsafeSlow(READ_BYTES);

/** A minimal reader of a camera's main stream: it counts packets and stores nothing. */
export class RawClient {
  bytes = 0;
  frames = 0;
  /** Number of packets out of sequence. */
  jumps = 0;
  private readonly camera: CameraFacts;
  private readonly url: string;
  private socket: Socket | undefined;
  private cseq = 0;
  private onHead: ((head: string) => void) | undefined;
  /** Bytes of a packet header that the last read cut off. */
  private rest = Buffer.alloc(0);
  private skip = 0;
  private nextSequence = -1;

  constructor(camera: CameraFacts) {
    this.camera = camera;
    this.url = camera.rtspUrls.main;
  }

  /** Resolves when the stream plays. */
  async play(): Promise<void> {
    const { hostname, port } = new URL(this.url.replace('rtsp:', 'http:'));
    const onread = {
      buffer: READ_BUFFER,
      callback: (size: number, buffer: Uint8Array) => this.read(size, buffer),
    };
    this.socket = connect({ host: hostname, port: Number(port), onread });
    const challenge = await this.ask('DESCRIBE', this.url);
    const authorise = (method: string, url: string) => this.authorisation(challenge, method, url);
    const setUp = await this.ask('SETUP', `${this.url}/track1`, authorise, [
      'Transport: RTP/AVP/TCP;unicast;interleaved=0-1',
    ]);
    const session = /Session: ([^;\r]+)/.exec(setUp)?.[1] ?? '';
    await this.ask('PLAY', this.url, authorise, [`Session: ${session}`]);
  }

  close(): void {
    this.socket?.destroy();
  }

  private ask(
    method: string,
    url: string,
    authorise?: (method: string, url: string) => string,
    extra: string[] = [],
  ) {
    const credentials = authorise ? [`Authorization: ${authorise(method, url)}`] : [];
    const lines = [`${method} ${url} RTSP/1.0`, `CSeq: ${++this.cseq}`, ...credentials, ...extra];
    this.socket?.write(`${lines.join('\r\n')}\r\n\r\n`);
    return new Promise<string>((resolve) => {
      this.onHead = resolve;
    });
  }

  private authorisation(challenge: string, method: string, url: string): string {
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const [realm = '', nonce = ''] = ['realm', 'nonce'].map(
      (name) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1],
    );
    const { user, password } = this.camera;
    const response = md5(`${md5(`${user}:${realm}:${password}`)}:${nonce}:${md5(`${method}:${url}`)}`);
    return `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${url}", response="${response}"`;
  }

  private read(size: number, buffer: Uint8Array): boolean {
    this.bytes += size;
    const chunk = Buffer.from(buffer.buffer, buffer.byteOffset, size);
    this.parse(this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk);
    return true;
  }

  private parse(data: Buffer): void {
    let at = Math.min(this.skip, data.length);
    this.skip -= at;
    while (data.length - at >= 16) {
      if (data[at] !== 0x24) at = this.takeText(data, at);
      else at = this.takePacket(data, at);
    }
    this.rest = at < data.length ? Buffer.from(data.subarray(at)) : Buffer.alloc(0);
  }

  private takeText(data: Buffer, at: number): number {
    const end = data.indexOf('\r\n\r\n', at);
    this.onHead?.(data.toString('latin1', at, end));
    return end + 4;
  }

  private takePacket(data: Buffer, at: number): number {
    const end = at + 4 + data.readUInt16BE(at + 2);
    if (data[at + 1] === RTP_CHANNEL) this.count(data, at + 4);
    this.skip = Math.max(0, end - data.length);
    return Math.min(end, data.length);
  }

  private count(data: Buffer, at: number): void {
    const sequence = data.readUInt16BE(at + 2);
    if (this.nextSequence >= 0 && sequence !== this.nextSequence) this.jumps++;
    this.nextSequence = (sequence + 1) & 0xffff;
    if (((data[at + 1] ?? 0) & 0x80) !== 0) this.frames++;
  }
}
