import type { Credentials } from './credentials/credentials.ts';

/** A stream as a person states it, before its camera is registered: attacker-controlled. */
export interface TriedStream {
  /** `rtsp:`, without credentials before the host. */
  readonly url: string;
  readonly credentials?: Credentials;
  readonly allowsBasic?: boolean;
}

/**
 * Takes one picture of a stream, a JPEG, within half a minute, and leaves the camera. Errors, none with a credential or
 * the path of the address: those of `Relay.open`; `camera-without-keyframe`, `camera-picture-broken`,
 * `stream-trials-busy`, `decoder-unavailable` (unavailable).
 */
export type TakeTrialPicture = (stream: TriedStream) => Promise<Uint8Array>;
