import type { DigestAlgorithm } from './auth/digest.ts';
import type { StreamName } from './clip/clip-build.ts';

/** Behaviour of one camera. Every setting can be given per ward and per camera. */
export interface CameraSettings {
  user: string;
  password: string;
  /** 0 takes a free port. All cameras may share one number, since each has an address of its own. */
  rtspPort: number;
  httpPort: number;
  /** Number of the clip; by default cameras take the clips in turn. */
  clip: number;
  /** The picture of the main stream; a session that plays takes another from its next keyframe on. */
  mainPicture: StreamName;
  onvifAuth: 'either' | 'token' | 'digest';
  /** Largest allowed difference between a UsernameToken's time and the camera's clock. */
  tokenWindowMs: number;
  rtspAlgorithms: readonly DigestAlgorithm[];
  nonceLifetimeMs: number;
  sessionTimeoutMs: number;
  maxSessions: number;
  /** Status of a SETUP beyond maxSessions. */
  fullStatus: 453 | 503;
  /** It streams over UDP alone: a SETUP over TCP is refused with 461. */
  refusesTcp: boolean;
  burstsCachedGop: boolean;
  /** Time from capture to the first byte sent. Default 20-59 ms, by camera, so that not all send at once. */
  encoderDelayMs: number;
  /** Largest random delay of a frame beyond that. */
  jitterMs: number;
  /** The camera's clock minus ours. */
  clockSkewMs: number;
}

/** Default settings of the camera with that number. */
export function defaultSettings(number: number, user: string, password: string): CameraSettings {
  return {
    user,
    password,
    rtspPort: 8554,
    httpPort: 8000,
    clip: number,
    mainPicture: 'main',
    onvifAuth: 'either',
    tokenWindowMs: 60_000,
    rtspAlgorithms: ['MD5'],
    nonceLifetimeMs: 3_600_000,
    sessionTimeoutMs: 60_000,
    maxSessions: 4,
    fullStatus: 453,
    refusesTcp: false,
    burstsCachedGop: true,
    encoderDelayMs: 20 + ((number * 13) % 40),
    jitterMs: 5,
    clockSkewMs: 0,
  };
}
