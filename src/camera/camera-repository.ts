import {
  type CameraId,
  isId,
  type NeighbourhoodId,
  notFound,
  type SiteId,
  type StreamId,
} from '../core/index.ts';
import type { CustodyEvent } from '../custody/index.ts';
import type { CameraPlace } from '../places/index.ts';
import type { Camera, Stream } from './camera.ts';
import type { ClockAnswer, KnownClock } from './clock/clock-reading.ts';
import type { Notice } from './notice/notice.ts';

export interface Neighbourhood {
  readonly id: NeighbourhoodId;
  readonly siteId: SiteId;
  readonly name: string;
}

/** A camera as it enters the register. */
export interface NewCamera {
  readonly camera: Camera;
  readonly stream: Stream;
  /** The sealed credentials, bound to the camera's id; absent for a camera without a password. */
  readonly sealed?: Uint8Array;
  /** The sealed path of the stream, likewise; absent when it may be shown. */
  readonly sealedPath?: Uint8Array;
  /** Without one it is registered, and not recorded. */
  readonly notice?: Notice;
  /** What its clock said when it was asked; absent for a camera that speaks RTSP only. */
  readonly clock?: ClockAnswer;
}

/** How recording goes, for people. */
export interface RecordingHealth {
  readonly state: 'recording' | 'waiting' | 'off';
  /** Everything before is segment or gap (I4). */
  readonly accountedUntilMs: number;
  /** Why it is off, else of the last try that failed; absent while it records. */
  readonly reason?: string;
  /** Error code of the last failed try, where the camera is at fault: it names the cause more closely. */
  readonly code?: string;
  /** Error message of the last failed try. */
  readonly message?: string;
}

export interface RegisteredCamera {
  readonly camera: Camera;
  /** The stream that is recorded. */
  readonly stream: Stream;
  readonly hasCredentials: boolean;
  /** The one in force. */
  readonly notice?: Notice;
  readonly recording: RecordingHealth;
  readonly clock?: KnownClock;
}

/** Fields of a camera that may be changed; an absent field stays. */
export interface CameraChanges {
  readonly name?: string;
  readonly place?: CameraPlace;
  /** `null`: none any more; so with the next three. */
  readonly streetAddress?: string | null;
  readonly landmark?: string | null;
  readonly purpose?: string | null;
  readonly displayAspect?: string | null;
  readonly enabled?: boolean;
  readonly allowsBasic?: boolean;
  readonly sealed?: Uint8Array;
}

/** Credentials as they lie in the catalogue. */
export interface KeptCredential {
  /** Absent for a camera without a password. */
  readonly sealed?: Uint8Array;
  /** Path of the recorded stream, where it may not be shown. */
  readonly sealedPath?: Uint8Array;
  /** `false` for an hour once it was refused three times: cameras lock accounts (quirk 11). */
  readonly mayBeTried: boolean;
}

/** The cameras of the ward. Errors: `unavailable` `catalogue-unavailable`. */
export interface CameraRepository {
  /**
   * One transaction: camera, identity, credential, stream and its lease, and the event; accounted for up to its enrolment.
   * Errors: `conflict` `camera-name-taken`; `invalid` `unknown-neighbourhood`.
   */
  create(added: NewCamera, event: CustodyEvent): Promise<void>;
  /** By name. */
  list(): Promise<RegisteredCamera[]>;
  get(id: CameraId): Promise<RegisteredCamera | undefined>;
  /** With its event. `false` when there is no such camera. Errors: `conflict` `camera-name-taken`. */
  update(id: CameraId, changes: CameraChanges, event: CustodyEvent): Promise<boolean>;
  /** The identities that discovery matches against. */
  knownIdentities(siteId: SiteId): Promise<Camera[]>;
  /**
   * The camera was seen at another host: its ONVIF and stream URLs move there, and its stream is tried at once. `false`,
   * and nothing is changed, while its stream is delivered, or when there is no such camera. `withdrawsBasic`: the device
   * there has not shown that it is the camera, so no password may reach it in clear text.
   */
  moveTo(
    id: CameraId,
    address: string,
    event: CustodyEvent,
    options?: { readonly withdrawsBasic: boolean },
  ): Promise<boolean>;
  /** The URL to be shown of a stream, and the path that is not. */
  keepPath(streamId: StreamId, url: string, sealedPath: Uint8Array): Promise<void>;
  /** What the camera knows us by. */
  credentialOf(id: CameraId): Promise<KeptCredential>;
  /** It refused the password so many times; RTSP counts its refusals where it releases a stream. */
  countRefusals(id: CameraId, tries: number): Promise<void>;
  /** Forgets that earlier tries failed, and passwords were refused: the next try is due now. */
  retryNow(streamId: StreamId): Promise<void>;

  neighbourhoods(): Promise<Neighbourhood[]>;
  /** Errors: `conflict` `neighbourhood-name-taken`; `invalid` `unknown-site`. */
  addNeighbourhood(neighbourhood: Neighbourhood): Promise<void>;
}

/** The camera that a caller names: anybody's text. Errors: `camera-not-found`. */
export async function registeredCamera(
  { cameras }: { readonly cameras: Pick<CameraRepository, 'get'> },
  named = '',
): Promise<RegisteredCamera> {
  const registered = isId('camera', named) ? await cameras.get(named) : undefined;
  if (!registered) throw notFound('camera-not-found', 'There is no such camera.');
  return registered;
}
