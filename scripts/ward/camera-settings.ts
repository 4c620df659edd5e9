import type { DigestAlgorithm } from './auth/digest.ts';

/** How one camera behaves. All of it can be given per ward and per camera. */
export interface CameraSettings {
  user: string;
  password: string;
  /** 0 takes a free one. All cameras may share a number: each has an address of its own. */
  rtspPort: number;
  httpPort: number;
  /** Clip by number; by default cameras take the clips in turn. */
  clip: number;
  onvifAuth: 'either' | 'token' | 'digest';
  /** How far from the camera's clock a UsernameToken may have been made. */
  tokenWindowMs: number;
  rtspAlgorithms: readonly DigestAlgorithm[];
  nonceLifetimeMs: number;
  sessionTimeoutMs: number;
  maxSessions: number;
  /** What SETUP answers beyond maxSessions. */
  fullStatus: 453 | 503;
  burstsCachedGop: boolean;
  /** From capture to the first byte sent. By default 20-59 ms, by camera, so that not all send at once. */
  encoderDelayMs: number;
  /** The most that a frame is late beyond that, at random. */
  jitterMs: number;
  /** The camera's clock against ours. */
  clockSkewMs: number;
}

/** The defaults of the camera of that number. */
export function defaultSettings(number: number, user: string, password: string): CameraSettings {
  return {
    user,
    password,
    rtspPort: 8554,
    httpPort: 8000,
    clip: number,
    onvifAuth: 'either',
    tokenWindowMs: 60_000,
    rtspAlgorithms: ['MD5'],
    nonceLifetimeMs: 3_600_000,
    sessionTimeoutMs: 60_000,
    maxSessions: 4,
    fullStatus: 453,
    burstsCachedGop: true,
    encoderDelayMs: 20 + ((number * 13) % 40),
    jitterMs: 5,
    clockSkewMs: 0,
  };
}
