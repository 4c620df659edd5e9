import type { CameraIdentity, ClockAnswer, Credentials, StreamRole } from '../camera/index.ts';
import type { OnvifLook } from './onvif-look.ts';

/**
 * The cameras that can be reached from a site: who answers, and what each says of itself. Everything it returns was
 * said by a device on the network: a hint that a person approves, never a fact.
 */
export interface CameraDirectory {
  /**
   * Asks the network who is there, and listens for `waitMs`. No answer makes it fail; `discovery-not-sent`
   * (unavailable) when no probe could be sent. Keeps 1,024 devices at most.
   */
  probe(site: ProbedSite, onFound?: (found: FoundCamera) => void): Promise<FoundCamera[]>;

  /**
   * Asks one camera for what we need to register and record it, speaking to its address only. Tries no
   * authentication, then WS-UsernameToken, then HTTP digest, each at most once.
   *
   * Errors, none with a credential or a body in it: `camera-offline`, `camera-answer-late`,
   * `camera-answer-too-large`, `camera-answer-malformed` (unavailable); `camera-refused-password`,
   * `camera-needs-password`, `camera-not-onvif`, `camera-without-streams`, `camera-url-invalid` (invalid).
   */
  interrogate(camera: CameraContact, credentials?: Credentials): Promise<CameraDescription>;

  /**
   * Measures the camera's clock by ONVIF, at the best of its URLs. Signs nothing, so that it locks no account (quirk 11),
   * and never fails.
   */
  readClock(camera: CameraContact): Promise<ClockAnswer>;

  /**
   * Asks a device for the time and for who it is, at the best of its URLs and within a few seconds. Signs nothing, and
   * never fails.
   */
  look(camera: CameraContact): Promise<OnvifLook>;
}

export interface ProbedSite {
  /** IPv4 address of the interface whose network is searched; the default route's when absent. */
  readonly interfaceAddress?: string;
  /** Hosts probed one by one as well: multicast does not cross subnets. */
  readonly unicastTargets?: readonly string[];
  /** At least 100, usually 3,000. */
  readonly waitMs?: number;
}

/** One device that answered a probe. All but the first three come from scopes, which cameras fill as they like. */
export interface FoundCamera {
  /** Lower case, without `urn:uuid:`. */
  readonly endpointUuid?: string;
  /** Its device service as it says, best first; hosts may be wrong (quirks 1 and 2). */
  readonly xaddrs: readonly string[];
  /** Where its answer came from, which is where it can be reached. */
  readonly address?: string;
  readonly name?: string;
  readonly hardware?: string;
  readonly location?: string;
  /** Lower case, colons. */
  readonly mac?: string;
  readonly scopes: readonly string[];
}

/** How to reach one camera: found by a probe, or registered (`xaddrs: [onvifUrl]`). */
export interface CameraContact {
  readonly xaddrs: readonly string[];
  /** When known, the only host that is spoken to: other hosts in `xaddrs` are replaced by it. */
  readonly address?: string;
}

export type AuthScheme = 'none' | 'wsse' | 'digest';

/** Where the camera's clock was read: its ONVIF `UTCDateTime` (to a second), or the `Date` of its HTTP answer. */
export type ClockSource = 'onvif' | 'http-date' | 'unknown';

export interface CameraDescription {
  /** The device service that answered, on the host that was spoken to. */
  readonly onvifUrl: string;
  readonly address: string;
  readonly identity: CameraIdentity;
  readonly manufacturer?: string;
  readonly firmware?: string;
  /** The camera's clock minus ours. Recorded, never used to correct (Time). */
  readonly clockOffsetMs?: number;
  readonly clockSource: ClockSource;
  /** What may be stated of its clock. */
  readonly clock?: ClockAnswer;
  readonly authScheme: AuthScheme;
  /** Profiles with a picture and a stream URL, largest picture first. */
  readonly profiles: readonly StreamProfile[];
}

export interface StreamProfile {
  readonly token: string;
  readonly name?: string;
  /** Two cameras behind one device have two of these, each with a main stream (quirk 14). */
  readonly videoSource?: string;
  /** A guess: per video source the largest picture is `main`, the others `sub`. */
  readonly role: StreamRole;
  readonly codec?: string;
  readonly width?: number;
  readonly height?: number;
  readonly fps?: number;
  /** Without credentials, on the host that was spoken to. */
  readonly streamUrl: string;
  /** As the camera gave it, without credentials, when its host differs. */
  readonly statedUrl?: string;
}
