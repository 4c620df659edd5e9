import type { AppError } from '../../core/index.ts';
import {
  authorization,
  type Challenge,
  type DigestCredentials,
  parseChallenges,
  strongest,
} from '../../digest-auth/index.ts';
import { formatMessage, headerValue, headerValues, type RtspMessage, statusOf } from '../rtsp/message.ts';
import type { WakeUps } from '../wake-ups.ts';
import { basicOnly, offline, refusedPassword } from './camera-failure.ts';

export interface ChannelOptions {
  readonly credentials: DigestCredentials | undefined;
  /** Basic sends the password in clear text. */
  readonly allowsBasic: boolean;
  readonly timeoutMs: number;
  readonly wakeUps: WakeUps;
  readonly send: (text: string) => void;
}

interface Pending {
  readonly resolve: (response: RtspMessage) => void;
  readonly reject: (error: AppError) => void;
  readonly cancelTimeout: () => void;
}

type Header = readonly [string, string];

/** Sends requests to a camera and matches answers, with authentication and the session id. */
export class RequestChannel {
  private cseq = 0;
  private readonly pending = new Map<number, Pending>();
  private challenge: Challenge | undefined;
  private nonceCount = 0;
  private closedBy: AppError | undefined;
  /** Sent with every request once known. */
  sessionId: string | undefined;

  constructor(private readonly options: ChannelOptions) {}

  /**
   * Sends a request and returns its answer, whatever its status except 401. Tries a password once, and again
   * only after a stale nonce, because cameras lock accounts after few tries (quirk 11). Basic only where it is allowed (quirk 17).
   */
  async request(method: string, url: string, headers: readonly Header[] = []): Promise<RtspMessage> {
    for (let answered = 0; ; answered++) {
      const response = await this.exchange(method, url, headers);
      if (statusOf(response) !== 401) return response;
      const challenge = this.pickChallenge(response);
      const isStale = challenge.scheme === 'digest' && challenge.stale;
      if (answered > 1 || (answered === 1 && !isStale)) throw refusedPassword();
      this.challenge = challenge;
      this.nonceCount = 0;
    }
  }

  /** Passes an answer to its request; without a known CSeq, to the oldest. */
  onResponse(response: RtspMessage): void {
    const named = Number(headerValue(response, 'cseq'));
    const key = this.pending.has(named) ? named : [...this.pending.keys()][0];
    const pending = key === undefined ? undefined : this.pending.get(key);
    if (key === undefined || !pending) return;
    this.pending.delete(key);
    pending.cancelTimeout();
    pending.resolve(response);
  }

  /** Fails the pending requests and all later ones. */
  close(error: AppError): void {
    this.closedBy ??= error;
    for (const { reject, cancelTimeout } of this.pending.values()) {
      cancelTimeout();
      reject(error);
    }
    this.pending.clear();
  }

  private pickChallenge(response: RtspMessage): Challenge {
    const offered = parseChallenges(headerValues(response, 'www-authenticate'));
    const challenge = strongest(offered, this.options.allowsBasic);
    if (challenge && this.options.credentials) return challenge;
    if (challenge || offered.length === 0) throw refusedPassword();
    throw basicOnly();
  }

  private exchange(method: string, url: string, headers: readonly Header[]): Promise<RtspMessage> {
    const cseq = ++this.cseq;
    const text = formatMessage(`${method} ${url} RTSP/1.0`, [
      ['CSeq', cseq],
      ...this.authorize(method, url),
      ...(this.sessionId === undefined ? [] : [['Session', this.sessionId] as const]),
      ...headers,
      ['User-Agent', 'minh-chung'],
    ]);
    return new Promise((resolve, reject) => {
      if (this.closedBy) return reject(this.closedBy);
      const cancelTimeout = this.options.wakeUps.after(this.options.timeoutMs, () => {
        this.pending.delete(cseq);
        reject(offline('did not answer in time'));
      });
      this.pending.set(cseq, { resolve, reject, cancelTimeout });
      this.options.send(text);
    });
  }

  private authorize(method: string, url: string): Header[] {
    const { credentials } = this.options;
    if (!this.challenge || !credentials) return [];
    const request = { method, uri: url, nonceCount: ++this.nonceCount };
    return [['Authorization', authorization(this.challenge, credentials, request)]];
  }
}
