import type { Credentials } from '../../../camera/index.ts';
import { AppError, type CameraNetworks, type Clock } from '../../../core/index.ts';
import { authorization, type Challenge, parseChallenges, strongest } from '../../../digest-auth/index.ts';
import type { AuthScheme } from '../../../discovery/index.ts';
import { AuthLadder } from './auth-ladder.ts';
import {
  answerLate,
  answerMalformed,
  answerTooLarge,
  notOnvif,
  passwordNeeded,
  passwordRefused,
} from './camera-errors.ts';
import { type HttpAnswer, headerBytes, post } from './http-post.ts';
import { requestSoap } from './node-onvif.ts';
import { SoapFault } from './soap-fault.ts';

export interface SoapOperation {
  readonly url: URL;
  readonly namespace: string;
  readonly name: string;
  /** Content of the operation's element, escaped; `n:` is bound to `namespace`, `tt:` to ONVIF's schema. */
  readonly body?: string;
}

export interface SoapClientOptions {
  readonly credentials?: Credentials | undefined;
  readonly clock: Clock;
  readonly networks: CameraNetworks;
  /** For one request, and for all of them. */
  readonly requestMs: number;
  readonly totalMs: number;
}

/** More tags than a camera of 64 channels needs; parsing them takes about 100 ms. */
const maxTags = 50_000;

/** Not an error of ours: the camera wants to know, in another way, who asks. */
class Refusal extends Error {}

/** One conversation with one camera. Every URL must be on the given host. */
export class SoapClient {
  /** The camera's clock minus ours; signs tokens once it is known (quirk 8). */
  clockOffsetMs: number | undefined;
  /** The last `Date` header against our clock; half a second is added for what it cuts off. */
  httpDateOffsetMs: number | undefined;
  private readonly options: SoapClientOptions;
  private readonly endsAtMs: number;
  private readonly ladder: AuthLadder;
  private challenge: Challenge | undefined;
  private nonceCount = 0;
  private refused = false;

  constructor(options: SoapClientOptions) {
    this.options = options;
    this.endsAtMs = options.clock.monotonicMs() + options.totalMs;
    this.ladder = new AuthLadder(options.credentials);
  }

  get authScheme(): AuthScheme {
    return this.ladder.scheme;
  }

  /** Resolves with the SOAP body. Climbs the ladder of authentication when refused; a `SoapFault` passes through. */
  async ask(operation: SoapOperation): Promise<unknown> {
    for (;;) {
      const body = await this.askOnce(operation);
      if (body !== 'refused') return body;
      const climbed = this.ladder.climb(this.clockOffsetMs, this.challenge !== undefined);
      if (!climbed) throw this.finalRefusal();
    }
  }

  /** The same without climbing: optional facts must not cost a password attempt. */
  async askOnce(operation: SoapOperation): Promise<unknown> {
    if (this.refused) throw this.finalRefusal();
    try {
      return await requestSoap(operation.name, this.envelope(operation), (xml) => this.carry(operation, xml));
    } catch (error) {
      if (error instanceof Refusal || (error instanceof SoapFault && error.isRefusal)) return 'refused';
      if (error instanceof AppError || error instanceof SoapFault) throw error;
      throw answerMalformed();
    }
  }

  private finalRefusal(): AppError {
    this.refused = true;
    return this.options.credentials ? passwordRefused() : passwordNeeded();
  }

  private envelope({ name, namespace, body = '' }: SoapOperation) {
    const { way } = this.ladder;
    const { credentials, clock } = this.options;
    // node-onvif signs with Date.now(), whatever our clock is.
    const diff = way.scheme === 'wsse' ? way.diffMs + clock.nowMs() - Date.now() : 0;
    const token =
      way.scheme === 'wsse' && credentials
        ? { user: escapeXml(credentials.user), pass: credentials.password, diff }
        : {};
    return {
      body: `<n:${name}>${body}</n:${name}>`,
      xmlns: [`xmlns:n="${namespace}"`, 'xmlns:tt="http://www.onvif.org/ver10/schema"'],
      ...token,
    };
  }

  private async carry(operation: SoapOperation, xml: string): Promise<string> {
    const first = await this.send(operation, xml);
    return xmlOf(this.nonceExpired(first) ? await this.send(operation, xml) : first);
  }

  /** Not a refusal: the password was good under this nonce before, or the camera says that only the nonce is old. */
  private nonceExpired({ status }: HttpAnswer): boolean {
    const expired =
      status === 401 && (this.nonceCount > 1 || (this.nonceCount === 1 && isStale(this.challenge)));
    if (expired) this.nonceCount = 0;
    return expired;
  }

  private async send({ url, namespace, name }: SoapOperation, xml: string): Promise<HttpAnswer> {
    const { clock, networks, requestMs } = this.options;
    const withinMs = Math.min(requestMs, this.endsAtMs - clock.monotonicMs());
    if (withinMs <= 0) throw answerLate();
    const headers = {
      // Pelco answers nothing without the action (quirk 16).
      'content-type': `application/soap+xml; charset=utf-8; action="${namespace}/${name}"`,
      ...this.authorization(url),
    };
    const answer = await post({ url, headers, body: xml, networks, withinMs });
    if (answer.dateMs !== undefined) this.httpDateOffsetMs = answer.dateMs + 500 - clock.nowMs();
    this.challenge = strongest(parseChallenges(answer.challenges), false) ?? this.challenge;
    return answer;
  }

  private authorization(url: URL): Record<string, string> {
    const { credentials } = this.options;
    if (this.ladder.scheme !== 'digest' || !this.challenge || !credentials) return {};
    this.nonceCount += 1;
    const request = { method: 'POST', uri: url.pathname + url.search, nonceCount: this.nonceCount };
    return { authorization: headerBytes(authorization(this.challenge, credentials, request)) };
  }
}

const isStale = (challenge: Challenge | undefined): boolean =>
  challenge?.scheme === 'digest' && challenge.stale;

/** Status and type say little: faults come as 200, 400 and 500, refusals as 401 with a page in HTML (quirk 11). */
function xmlOf({ status, body, contentType }: HttpAnswer): string {
  if (status === 401 || status === 403) throw new Refusal();
  const isSoapStatus = status === 200 || status === 400 || status === 500;
  if (!isSoapStatus || /^text\/html/i.test(contentType)) throw notOnvif();
  if (!body.includes('<')) throw status === 200 ? answerMalformed() : notOnvif();
  if (body.split('<', maxTags + 1).length > maxTags) throw answerTooLarge();
  return body;
}

export const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
