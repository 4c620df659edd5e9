import type { CameraId, NeighbourhoodId, SiteId, StreamId } from '../core/index.ts';
import type { CustodyEvent } from '../custody/index.ts';
import type { Camera, Stream } from './camera.ts';
import type { Change, DiscoveryResult, Sighting } from './discovery/discovery.ts';
import type { Notice } from './notice/notice.ts';
import type { CameraPlace } from './places/place.ts';

export interface Neighbourhood {
  readonly id: NeighbourhoodId;
  readonly siteId: SiteId;
  readonly name: string;
}

/** A camera as it enters the register. */
export interface NewCamera {
  readonly camera: Camera;
  readonly stream: Stream;
  /** Of the credentials, under the camera's id; absent for a camera without a password. */
  readonly sealed?: Uint8Array;
  /** Of the stream's path, likewise; absent when it may be shown. */
  readonly sealedPath?: Uint8Array;
  /** Without one it is registered, and not recorded. */
  readonly notice?: Notice;
}

/** How recording goes, for people. */
export interface RecordingHealth {
  readonly state: 'recording' | 'waiting' | 'off';
  /** Everything before is segment or gap (I4). */
  readonly accountedUntilMs: number;
  /** Why it is off, else of the last try that failed; absent while it records. */
  readonly reason?: string;
  /** Of the last try that failed. */
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
}

/** What of a camera may be changed; what is absent stays. */
export interface CameraChanges {
  readonly name?: string;
  readonly place?: CameraPlace;
  /** `null`: none any more; so with the next two. */
  readonly streetAddress?: string | null;
  readonly landmark?: string | null;
  readonly purpose?: string | null;
  readonly enabled?: boolean;
  readonly sealed?: Uint8Array;
}

/** The cameras of the ward. Errors: `unavailable` `catalogue-unavailable`. */
export interface CameraRegister {
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
  /** Whom discovery may meet again. */
  knownIdentities(siteId: SiteId): Promise<Camera[]>;
  /** The camera was seen at another host: its ONVIF and stream URLs move there, and its stream is tried at once. */
  moveTo(id: CameraId, address: string, event: CustodyEvent): Promise<void>;
  /** The URL to be shown of a stream, and the path that is not. */
  keepPath(streamId: StreamId, url: string, sealedPath: Uint8Array): Promise<void>;
  /** Forgets that earlier tries failed: the next one is due now. */
  retryNow(streamId: StreamId): Promise<void>;

  neighbourhoods(): Promise<Neighbourhood[]>;
  /** Errors: `conflict` `neighbourhood-name-taken`; `invalid` `unknown-site`. */
  addNeighbourhood(neighbourhood: Neighbourhood): Promise<void>;
}

export interface Discovery {
  readonly id: string;
  readonly siteId: SiteId;
  readonly startedAtMs: number;
  /** Absent while it runs. */
  readonly finishedAtMs?: number;
  /** Why it failed; no credentials. */
  readonly error?: string;
}

/** One line of a discovery, as it was then. */
export interface ListedDevice {
  /** What a registration names it by; of a silent camera, its camera id. */
  readonly foundId: string;
  readonly state: DiscoveryResult['state'];
  /** Of a known, changed or silent camera. */
  readonly cameraId?: CameraId;
  readonly sighting?: Sighting;
  readonly changes?: readonly Change[];
  /** Of an ambiguous one. */
  readonly candidateIds?: readonly CameraId[];
}

/** What discoveries found. Errors: `unavailable` `catalogue-unavailable`. */
export interface DiscoveryBook {
  /** Errors: `invalid` `unknown-site`. */
  begin(discovery: Discovery): Promise<void>;
  /** Keeps the results, once, and forgets the site's discoveries of more than a week ago; a second call changes nothing. */
  finish(id: string, results: readonly DiscoveryResult[], nowMs: number): Promise<void>;
  fail(id: string, error: string, nowMs: number): Promise<void>;
  get(id: string): Promise<{ discovery: Discovery; devices: ListedDevice[] } | undefined>;
  /** The device as the site's latest discovery that listed it saw it. */
  findDevice(siteId: SiteId, foundId: string): Promise<ListedDevice | undefined>;
}
