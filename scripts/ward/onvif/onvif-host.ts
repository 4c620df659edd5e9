import type { Credentials, DigestVerdict } from '../auth/digest.ts';
import type { StreamName } from '../clip/clip-build.ts';
import type { CameraIdentity } from '../identity.ts';

/** What the ONVIF services need of the camera behind them. */
export interface OnvifHost {
  readonly identity: CameraIdentity;
  readonly address: string;
  readonly onvifUrl: string;
  readonly mediaUrl: string;
  readonly credentials: Credentials;
  /** Which proofs of identity this camera takes. */
  readonly onvifAuth: 'either' | 'token' | 'digest';
  readonly tokenWindowMs: number;
  readonly silent: boolean;
  cameraNowMs(): number;
  rtspUrl(stream: StreamName): string;
  checkDigest(authorization: string | undefined, method: string): DigestVerdict;
  httpChallenges(stale: boolean): string[];
}

/** One operation: the request's XML in, the content of the response's Body out. */
export type Operation = (host: OnvifHost, xml: string) => string;
