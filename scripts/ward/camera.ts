import { setTimeout as after } from 'node:timers/promises';
import type { CameraSettings } from './camera-settings.ts';
import { type CameraOptions, CameraState } from './camera-state.ts';
import type { StreamName } from './clip/clip-build.ts';
import type { CameraIdentity } from './identity.ts';
import { type ProbeEar, ProbeResponder } from './onvif/discovery.ts';
import { OnvifServer } from './onvif/onvif-server.ts';
import { RtspServer } from './rtsp/rtsp-server.ts';

/** Facts to find a camera, register it, and check its stream. Plain data. */
export interface CameraFacts extends CameraIdentity {
  /** Index from 0, in the order of the ward. */
  number: number;
  address: string;
  onvifUrl: string;
  /** URLs without credentials. */
  rtspUrls: Record<StreamName, string>;
  user: string;
  password: string;
  /** Name of the clip it plays. */
  clip: string;
}

/**
 * One simulated camera: an ONVIF device and an RTSP server on an address of its own, as faulty as its
 * settings.
 */
export class SimulatedCamera {
  readonly number: number;
  private readonly state: CameraState;
  private readonly ear: ProbeEar | undefined;
  private readonly rtsp: RtspServer;
  private readonly onvif: OnvifServer;
  private readonly responder: ProbeResponder;
  private readonly ended = new AbortController();

  constructor(options: CameraOptions) {
    this.number = options.number;
    this.ear = options.shared.ear;
    this.state = new CameraState(options);
    this.rtsp = new RtspServer(this.state);
    this.onvif = new OnvifServer(this.state);
    this.responder = new ProbeResponder(this.state);
  }

  get facts(): CameraFacts {
    const { identity, address, onvifUrl, credentials, film } = this.state;
    const rtspUrls = { main: this.state.rtspUrl('main'), sub: this.state.rtspUrl('sub') };
    const { user, password } = credentials;
    return { ...identity, number: this.number, address, onvifUrl, rtspUrls, user, password, clip: film.name };
  }

  /** Number of RTSP sessions now set up. */
  get sessionCount(): number {
    return this.rtsp.sessionCount;
  }

  /** Rejects when the address or a port is taken. */
  async open(): Promise<void> {
    const { settings } = this.state;
    settings.rtspPort = await this.rtsp.open(settings.rtspPort);
    settings.httpPort = await this.onvif.open(settings.httpPort);
    if (!this.ear) return;
    await this.responder.open();
    this.ear.add(this.responder);
  }

  /** Closes the camera for good. */
  async close(): Promise<void> {
    this.ended.abort();
    await this.shut();
  }

  /** Hangs: keeps every connection, answers and sends nothing. */
  silent(): void {
    this.state.silent = true;
    this.rtsp.setSilent(true);
  }

  /** Continues the same sessions, with live frames. */
  resume(): void {
    this.state.silent = false;
    this.rtsp.setSilent(false);
    this.onvif.dropConnections();
  }

  /** Resets every RTSP connection. */
  drop(): void {
    this.rtsp.resetConnections();
  }

  /**
   * Closes for `downMs`, then reopens as the same camera at that address. Resolves when it is back, or when
   * the ward has ended.
   */
  async rebootTo(address: string = this.state.address, downMs = 3000): Promise<void> {
    await this.shut();
    this.state.address = address;
    this.state.silent = false;
    const down = after(downMs, 'back', { signal: this.ended.signal });
    if ((await down.catch(() => 'ended')) === 'back') await this.open();
  }

  /** Sets the camera's clock that far ahead of ours: its ONVIF time and sender reports, not its picture. */
  skewClock(skewMs: number): void {
    this.state.settings.clockSkewMs = skewMs;
  }

  /** New sessions need the new password; existing ones continue. */
  setPassword(password: string): void {
    this.state.settings.password = password;
  }

  /** Changes settings at run time; those that apply at opening (ports, clip, RTSP digests) stay. */
  behave(settings: Partial<Omit<CameraSettings, 'rtspPort' | 'httpPort' | 'clip' | 'rtspAlgorithms'>>): void {
    Object.assign(this.state.settings, settings);
  }

  private async shut(): Promise<void> {
    this.ear?.remove(this.responder);
    this.responder.close();
    await Promise.all([this.rtsp.close(), this.onvif.close()]);
  }
}
