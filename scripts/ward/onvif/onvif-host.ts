import type { Credentials, DigestVerdict } from '../auth/digest.ts';
import type { StreamName } from '../clip/clip-build.ts';
import type { CameraIdentity } from '../identity.ts';

/** The camera as the ONVIF services see it. */
export interface OnvifHost {
  readonly identity: CameraIdentity;
  readonly address: string;
  readonly onvifUrl: string;
  readonly mediaUrl: string;
  readonly credentials: Credentials;
  /** Authentication schemes that this camera accepts. */
  readonly onvifAuth: 'either' | 'token' | 'digest';
  readonly tokenWindowMs: number;
  readonly silent: boolean;
  cameraNowMs(): number;
  rtspUrl(stream: StreamName): string;
  checkDigest(authorization: string | undefined, method: string): DigestVerdict;
  httpChallenges(stale: boolean): string[];
}

/** One operation: takes the XML of a request, returns the content of the response's Body. */
export type Operation = (host: OnvifHost, xml: string) => string;
