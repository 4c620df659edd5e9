import type { CameraId } from '../../core/index.ts';

/** Credentials of a camera. Never in argv, an environment, a log line, a job payload, an error or a reply (I9). */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Keeps credentials at rest. What was sealed for one camera opens for no other. */
export interface CredentialCipher {
  seal(credentials: Credentials, boundTo: CameraId): Uint8Array;
  /** Throws `credential-unreadable` (internal) when altered, sealed for another camera, or under another key. */
  open(sealed: Uint8Array, boundTo: CameraId): Credentials;
  /** Seals the path of a stream that has credentials in it. */
  sealPath(path: string, boundTo: CameraId): Uint8Array;
  /** Throws as `open` does. */
  openPath(sealed: Uint8Array, boundTo: CameraId): string;
}
