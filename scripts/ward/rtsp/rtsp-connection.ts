import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import type { StreamName } from '../clip/clip-build.ts';
import { type Outlet, StreamSender } from '../rtp/stream-sender.ts';
import { type RtspHost, streamOf } from './rtsp-host.ts';
import { RequestReader, type RtspRequest } from './rtsp-request.ts';
import { formatResponse, type RtspResponse } from './rtsp-response.ts';
import { describeStream, TRACK } from './sdp.ts';

const METHODS = 'OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, SET_PARAMETER, TEARDOWN';
const INTERLEAVED = /RTP\/AVP\/TCP.*interleaved=(\d+)-(\d+)/i;

interface Session {
  id: string;
  sender: StreamSender;
  playing: boolean;
}

/** One client's TCP connection to a camera, with at most one session. */
export class RtspConnection implements Outlet {
  private readonly socket: Socket;
  private readonly host: RtspHost;
  private readonly hasFreeSession: () => boolean;
  private readonly reader = new RequestReader();
  private readonly idle: NodeJS.Timeout;
  private session: Session | undefined;

  constructor(socket: Socket, host: RtspHost, hasFreeSession: () => boolean) {
    this.socket = socket.setNoDelay(true);
    this.host = host;
    this.hasFreeSession = hasFreeSession;
    this.idle = setTimeout(() => this.timeOut(), host.sessionTimeoutMs).unref();
    socket.on('data', (chunk) => this.hear(chunk));
    socket.on('error', () => undefined); // many clients leave by reset; 'close' follows
    socket.on('close', () => this.end());
  }

  get holdsSession(): boolean {
    return this.session !== undefined;
  }

  get pendingBytes(): number {
    return this.socket.writableLength;
  }

  write(bytes: Buffer): void {
    if (this.socket.writable) this.socket.write(bytes);
  }

  /** A silent camera does not even read; it answers the backlog afterwards. */
  setSilent(silent: boolean): void {
    if (silent) this.socket.pause();
    else this.socket.resume();
  }

  /** Ends with a TCP reset, like a camera that just lost power. */
  reset(): void {
    this.end();
    this.socket.resetAndDestroy();
  }

  /** A silent camera reads no keepalive, so it keeps the connection. */
  private timeOut(): void {
    if (this.host.manner.silent) return void this.idle.refresh();
    this.end();
    this.socket.destroy();
  }

  private end(): void {
    clearTimeout(this.idle);
    this.session?.sender.stop();
    this.session = undefined;
  }

  private hear(chunk: Buffer): void {
    this.idle.refresh();
    try {
      for (const request of this.reader.read(chunk)) this.answer(request);
    } catch {
      this.socket.end(formatResponse({ status: 400 }, '0'));
    }
  }

  private answer(request: RtspRequest): void {
    const response = this.refusal(request) ?? this.perform(request);
    this.socket.write(formatResponse(response, request.headers.get('cseq') ?? '0'));
    if (request.method === 'PLAY' && response.status === 200) this.start();
    if (request.method === 'TEARDOWN' && response.status === 200) this.socket.end();
  }

  private refusal(request: RtspRequest): RtspResponse | undefined {
    if (request.method === 'OPTIONS') return undefined;
    const verdict = this.host.authorise(request);
    if (verdict === 'granted') return undefined;
    const challenges = this.host.challenges(verdict === 'stale');
    return { status: 401, headers: challenges.map((challenge) => ['WWW-Authenticate', challenge]) };
  }

  private perform(request: RtspRequest): RtspResponse {
    switch (request.method) {
      case 'OPTIONS':
        return { status: 200, headers: [['Public', METHODS]] };
      case 'DESCRIBE':
        return this.describe(request);
      case 'SETUP':
        return this.setUp(request);
      case 'PLAY':
        return this.inSession(request, (session) => this.play(request, session));
      case 'GET_PARAMETER':
      case 'SET_PARAMETER':
        return this.inSession(request, ({ id }) => ({ status: 200, headers: [['Session', id]] }));
      case 'TEARDOWN':
        return this.inSession(request, () => this.tearDown());
      default:
        return { status: 405, headers: [['Allow', METHODS]] };
    }
  }

  private describe({ uri }: RtspRequest): RtspResponse {
    const stream = streamOf(uri);
    if (!stream) return { status: 404 };
    return {
      status: 200,
      headers: [
        ['Content-Base', `${contentBase(uri)}/`],
        ['Content-Type', 'application/sdp'],
      ],
      body: describeStream(stream, this.host.reel(stream), this.host.address),
    };
  }

  private setUp({ uri, headers }: RtspRequest): RtspResponse {
    const stream = streamOf(uri);
    const channels = INTERLEAVED.exec(headers.get('transport') ?? '');
    if (!stream) return { status: 404 };
    if (!channels || this.host.refusesTcp) return { status: 461 };
    if (this.session) return { status: 455 };
    if (!this.hasFreeSession()) return { status: this.host.fullStatus };
    const session = this.openSession(stream, Number(channels[1]));
    const ssrc = session.sender.ssrc.toString(16).padStart(8, '0').toUpperCase();
    const interleaved = `interleaved=${channels[1]}-${channels[2]}`;
    return {
      status: 200,
      headers: [
        ['Session', `${session.id};timeout=${Math.round(this.host.sessionTimeoutMs / 1000)}`],
        ['Transport', `RTP/AVP/TCP;unicast;${interleaved};ssrc=${ssrc}`],
      ],
    };
  }

  private openSession(stream: StreamName, channel: number): Session {
    const { manner, wheel, cname } = this.host;
    const reel = () => this.host.reel(stream);
    const sender = new StreamSender({ reel, outlet: this, manner, wheel, channel, cname });
    this.session = { id: String(randomInt(10_000_000, 99_999_999)), sender, playing: false };
    return this.session;
  }

  private play({ uri }: RtspRequest, { id, sender, playing }: Session): RtspResponse {
    if (playing) return { status: 200, headers: [['Session', id]] };
    const first = sender.cue(this.host.nowMs());
    const track = `url=${contentBase(uri)}/${TRACK};seq=${first.sequence};rtptime=${first.timestamp}`;
    return {
      status: 200,
      headers: [
        ['Session', id],
        ['Range', 'npt=now-'],
        ['RTP-Info', track],
      ],
    };
  }

  private start(): void {
    if (!this.session || this.session.playing) return;
    this.session.playing = true;
    this.session.sender.start(this.host.nowMs());
  }

  private tearDown(): RtspResponse {
    this.end();
    return { status: 200 };
  }

  private inSession({ headers }: RtspRequest, answer: (session: Session) => RtspResponse): RtspResponse {
    const asked = headers.get('session')?.split(';')[0]?.trim();
    return this.session && this.session.id === asked ? answer(this.session) : { status: 454 };
  }
}

function contentBase(uri: string): string {
  return uri.replace(/\/$/, '').replace(`/${TRACK}`, '');
}
