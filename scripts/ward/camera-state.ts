import { type Credentials, DigestGate, type DigestVerdict } from './auth/digest.ts';
import type { CameraSettings } from './camera-settings.ts';
import type { StreamName } from './clip/clip-build.ts';
import type { CameraIdentity } from './identity.ts';
import type { OnvifHost } from './onvif/onvif-host.ts';
import { DEVICE_PATH, MEDIA_PATH } from './onvif/onvif-paths.ts';
import type { Reel } from './rtp/reel.ts';
import type { Manner } from './rtp/stream-sender.ts';
import { type RtspHost, STREAM_PATHS } from './rtsp/rtsp-host.ts';
import type { RtspRequest } from './rtsp/rtsp-request.ts';
import type { Film, WardShared } from './ward-shared.ts';

export interface CameraOptions {
  number: number;
  address: string;
  identity: CameraIdentity;
  settings: CameraSettings;
  shared: WardShared;
}

/** Current state of one camera; its servers read it before each answer and each frame. */
export class CameraState implements RtspHost, OnvifHost, Manner {
  readonly identity: CameraIdentity;
  readonly settings: CameraSettings;
  readonly film: Film;
  address: string;
  silent = false;
  private readonly shared: WardShared;
  private readonly rtspGate: DigestGate;
  private readonly httpGate: DigestGate;

  constructor({ number, address, identity, settings, shared }: CameraOptions) {
    this.identity = identity;
    this.settings = { ...settings };
    this.address = address;
    this.shared = shared;
    this.film = filmFor(shared.films, settings.clip);
    const { rtspAlgorithms, nonceLifetimeMs } = settings;
    const realm = `${identity.hardware} ${number}`;
    this.rtspGate = new DigestGate({ realm, algorithms: rtspAlgorithms, qop: false, nonceLifetimeMs });
    this.httpGate = new DigestGate({ realm, algorithms: ['MD5'], qop: true, nonceLifetimeMs });
  }

  get manner(): Manner {
    return this;
  }

  get wheel() {
    return this.shared.wheel;
  }

  get cname(): string {
    return `camera@${this.address}`;
  }

  get credentials(): Credentials {
    return this.settings;
  }

  get encoderDelayMs(): number {
    return this.settings.encoderDelayMs;
  }

  get jitterMs(): number {
    return this.settings.jitterMs;
  }

  get burstsCachedGop(): boolean {
    return this.settings.burstsCachedGop;
  }

  get sessionTimeoutMs(): number {
    return this.settings.sessionTimeoutMs;
  }

  get maxSessions(): number {
    return this.settings.maxSessions;
  }

  get fullStatus(): 453 | 503 {
    return this.settings.fullStatus;
  }

  get refusesTcp(): boolean {
    return this.settings.refusesTcp;
  }

  get onvifAuth(): CameraSettings['onvifAuth'] {
    return this.settings.onvifAuth;
  }

  get tokenWindowMs(): number {
    return this.settings.tokenWindowMs;
  }

  get onvifUrl(): string {
    return `http://${this.address}:${this.settings.httpPort}${DEVICE_PATH}`;
  }

  get mediaUrl(): string {
    return `http://${this.address}:${this.settings.httpPort}${MEDIA_PATH}`;
  }

  rtspUrl(stream: StreamName): string {
    return `rtsp://${this.address}:${this.settings.rtspPort}${STREAM_PATHS[stream]}`;
  }

  nowMs(): number {
    return this.shared.clock.nowMs();
  }

  cameraTimeOf(nowMs: number): number {
    return nowMs + this.settings.clockSkewMs;
  }

  cameraNowMs(): number {
    return this.cameraTimeOf(this.nowMs());
  }

  reel(stream: StreamName): Reel {
    return this.film.reels[stream === 'main' ? this.settings.mainPicture : stream];
  }

  authorise({ method, headers }: RtspRequest): DigestVerdict {
    return this.rtspGate.check(headers.get('authorization'), method, this.credentials);
  }

  challenges(stale: boolean): string[] {
    return this.rtspGate.challenges(stale);
  }

  checkDigest(authorization: string | undefined, method: string): DigestVerdict {
    return this.httpGate.check(authorization, method, this.credentials);
  }

  httpChallenges(stale: boolean): string[] {
    return this.httpGate.challenges(stale);
  }
}

function filmFor(films: Film[], clip: number): Film {
  const film = films[clip % films.length];
  if (!film) throw new Error('there are no clips to play');
  return film;
}
