import { InterleavedFramer } from '../rtsp/interleaved-framer.ts';
import { formatMessage, headerValue, type RtspMessage, requestLineOf } from '../rtsp/message.ts';
import type { Connection, ConnectionEvents } from '../sockets.ts';
import type { WakeUps } from '../wake-ups.ts';
import type { RecorderFeed } from './recorder-feed.ts';

/** The stream that a recorder reads under one path. */
export interface RecorderAdmission {
  /** The SDP, once the first keyframe has arrived; rejects when the session ends before. */
  readonly description: Promise<string>;
  readonly feed: RecorderFeed;
}

const phrases = new Map([
  [200, 'OK'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [455, 'Method Not Valid in This State'],
  [461, 'Unsupported Transport'],
]);
const methods = 'OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN';

/** How long a connection may take to send its path. */
const admissionMs = 5_000;

type Header = readonly [string, string];

/** Each connection has one session, so its id need not be unique. */
const session: Header = ['Session', '1;timeout=60'];

/**
 * One TCP connection on loopback, with as much RTSP as ffmpeg needs. Its first request must name a path that
 * `claim` still admits; any other request ends it.
 */
export class RecorderConnection implements ConnectionEvents {
  private readonly framer: InterleavedFramer;
  private readonly stopWaiting: () => void;
  private token: string | undefined;
  private admission: RecorderAdmission | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly claim: (token: string) => RecorderAdmission | undefined,
    wakeUps: WakeUps,
  ) {
    // Between requests a recorder sends RTCP reports, which are ignored.
    this.framer = new InterleavedFramer({ onFrame: () => {}, onMessage: (message) => this.answer(message) });
    this.stopWaiting = wakeUps.after(admissionMs, () => connection.destroy());
  }

  onBytes(bytes: Buffer): void {
    try {
      this.framer.push(bytes);
    } catch {
      this.connection.destroy(); // not RTSP, such as a browser lured here
    }
  }

  onClose(): void {
    this.stopWaiting();
    this.admission?.feed.detach('left');
  }

  private answer(message: RtspMessage): void {
    const request = requestLineOf(message);
    if (!request) return;
    const admission = this.admit(request.url);
    if (admission) this.dispatch(request.method, message, admission);
    else {
      this.reply(message, 404);
      this.connection.end();
    }
  }

  private admit(url: string): RecorderAdmission | undefined {
    const token = /^rtsp:\/\/[^/]+\/([\w-]+)(?:\/|$)/i.exec(url)?.[1];
    if (token === undefined) return undefined;
    if (this.token !== undefined) return token === this.token ? this.admission : undefined;
    this.token = token;
    this.admission = this.claim(token);
    if (this.admission) this.stopWaiting();
    return this.admission;
  }

  private dispatch(method: string, message: RtspMessage, { description, feed }: RecorderAdmission): void {
    switch (method) {
      case 'OPTIONS':
        this.reply(message, 200, [['Public', methods]]);
        break;
      case 'GET_PARAMETER':
        this.reply(message, 200);
        break;
      case 'DESCRIBE':
        this.describe(message, description);
        break;
      case 'SETUP':
        this.setUp(message);
        break;
      case 'PLAY':
        this.reply(message, 200, [session]);
        feed.attach(this.connection);
        break;
      case 'TEARDOWN':
        this.reply(message, 200);
        feed.detach('asked');
        this.connection.end();
        break;
      default:
        this.reply(message, 405, [['Allow', methods]]);
    }
  }

  private describe(message: RtspMessage, description: Promise<string>): void {
    const type: Header = ['Content-Type', 'application/sdp'];
    description.then(
      (sdp) => this.reply(message, 200, [type], sdp),
      () => this.connection.end(),
    );
  }

  private setUp(message: RtspMessage): void {
    const isTcp = /RTP\/AVP\/TCP/i.test(headerValue(message, 'transport') ?? '');
    if (isTcp) this.reply(message, 200, [['Transport', 'RTP/AVP/TCP;unicast;interleaved=0-1'], session]);
    else this.reply(message, 461);
  }

  private reply(request: RtspMessage, status: number, headers: readonly Header[] = [], body = ''): void {
    const cseq: Header = ['CSeq', headerValue(request, 'cseq') ?? '0'];
    const line = `RTSP/1.0 ${status} ${phrases.get(status) ?? ''}`;
    this.connection.write(formatMessage(line, [cseq, ...headers], body));
  }
}
