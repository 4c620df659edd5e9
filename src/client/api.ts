// Generated from the OpenAPI document; `npm run client` writes it anew.
import { type Bytes, type CallOptions, type Http, path, searchOf } from './http.ts';

export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly field?: string | undefined;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
  readonly enabled: boolean;
  readonly createdAt: string;
}

export type Role = 'technician' | 'officer' | 'custodian' | 'auditor' | 'admin';

export interface FirstAdmin {
  readonly token: string;
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
}

export interface SignIn {
  readonly name: string;
  readonly password: string;
}

export interface NewUser {
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
  readonly role: Role;
}

export interface Neighbourhood {
  readonly id: string;
  readonly siteId: string;
  readonly name: string;
}

export interface NewNeighbourhood {
  readonly name: string;
}

export interface Discovery {
  readonly id: string;
  readonly startedAt: string;
  readonly isFinished: boolean;
  readonly finishedAt?: string | undefined;
  readonly error?: string | undefined;
}

export interface DiscoveryResults {
  readonly id: string;
  readonly startedAt: string;
  readonly isFinished: boolean;
  readonly finishedAt?: string | undefined;
  readonly error?: string | undefined;
  readonly devices: readonly FoundDevice[];
}

export interface FoundDevice {
  readonly foundId: string;
  readonly state: 'new' | 'known' | 'changed' | 'ambiguous' | 'silent';
  readonly cameraId?: string | undefined;
  readonly changes?: readonly CameraChange[] | undefined;
  readonly candidateIds?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly hardware?: string | undefined;
  readonly location?: string | undefined;
  readonly mac?: string | undefined;
  readonly address?: string | undefined;
  readonly endpointUuid?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly model?: string | undefined;
  readonly serial?: string | undefined;
  readonly firmware?: string | undefined;
  readonly streams?: readonly StreamProfile[] | undefined;
}

export interface CameraChange {
  readonly what: 'address' | 'onvif-url' | 'firmware' | 'endpoint-uuid' | 'mac' | 'serial';
  readonly from: string;
  readonly to: string;
}

export interface StreamProfile {
  readonly role: 'main' | 'sub';
  readonly codec?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly fps?: number | undefined;
}

export interface ListedCamera {
  readonly id: string;
  readonly name: string;
  readonly neighbourhoodId: string;
  readonly place?: CameraPlace | undefined;
  readonly streetAddress?: string | undefined;
  readonly landmark?: string | undefined;
  readonly purpose?: string | undefined;
  readonly enabled: boolean;
  readonly enrolledAt: string;
  /** The one in force; without it the camera is not recorded. */
  readonly notice?:
    | {
        readonly text: string;
        /** A day, 2026-11-21. */
        readonly postedOn: string;
        readonly recordedAt: string;
        readonly withdrawnAt?: string | undefined;
        readonly hasPhoto: boolean;
      }
    | undefined;
  readonly address?: string | undefined;
  readonly recording?: RecordingHealth | undefined;
}

export interface CameraPlace {
  readonly lat: number;
  readonly lon: number;
  readonly bearingDeg?: number | undefined;
  readonly fieldOfViewDeg?: number | undefined;
}

export interface RecordingHealth {
  readonly state: 'recording' | 'waiting' | 'off';
  readonly accountedUntil: string;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

export interface Camera {
  readonly id: string;
  readonly name: string;
  readonly neighbourhoodId: string;
  readonly place?: CameraPlace | undefined;
  readonly streetAddress?: string | undefined;
  readonly landmark?: string | undefined;
  readonly purpose?: string | undefined;
  readonly enabled: boolean;
  readonly enrolledAt: string;
  /** The one in force; without it the camera is not recorded. */
  readonly notice?:
    | {
        readonly text: string;
        /** A day, 2026-11-21. */
        readonly postedOn: string;
        readonly recordedAt: string;
        readonly withdrawnAt?: string | undefined;
        readonly hasPhoto: boolean;
      }
    | undefined;
  readonly address?: string | undefined;
  readonly recording: RecordingHealth;
  readonly onvifUrl?: string | undefined;
  readonly firmware?: string | undefined;
  readonly identity: CameraIdentity;
  readonly hasCredentials: boolean;
  readonly stream: Stream;
}

export interface CameraIdentity {
  readonly endpointUuid?: string | undefined;
  readonly mac?: string | undefined;
  readonly serial?: string | undefined;
  readonly model?: string | undefined;
}

export interface Stream {
  readonly id: string;
  readonly role: 'main' | 'sub';
  readonly profileToken?: string | undefined;
  /** Without credentials. */
  readonly url: string;
}

export interface NewCamera {
  readonly foundId?: string | undefined;
  readonly url?: string | undefined;
  readonly name: string;
  readonly neighbourhoodId: string;
  readonly place?:
    | {
        readonly lat: number;
        readonly lon: number;
        readonly bearingDeg?: number | undefined;
        readonly fieldOfViewDeg?: number | undefined;
      }
    | undefined;
  readonly stream?: 'main' | 'sub' | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly streetAddress?: string | undefined;
  readonly landmark?: string | undefined;
  readonly purpose?: string | undefined;
  readonly notice?:
    | {
        readonly text: string;
        readonly postedOn: string;
      }
    | undefined;
}

export interface CameraChanges {
  readonly name?: string | undefined;
  readonly place?:
    | {
        readonly lat: number;
        readonly lon: number;
        readonly bearingDeg?: number | undefined;
        readonly fieldOfViewDeg?: number | undefined;
      }
    | undefined;
  readonly streetAddress?: string | undefined;
  readonly landmark?: string | undefined;
  readonly purpose?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

export interface Notice {
  readonly text: string;
  /** A day, 2026-11-21. */
  readonly postedOn: string;
  readonly recordedAt: string;
  readonly withdrawnAt?: string | undefined;
  readonly hasPhoto: boolean;
}

export interface NewNotice {
  readonly text: string;
  readonly postedOn: string;
}

export interface LedgerLine {
  readonly neighbourhoodId: string;
  readonly name: string;
  readonly cameras: number;
  readonly withNotice: number;
  readonly contributors: number;
  readonly contributedVnd: number;
}

export interface NewContributor {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly amountVnd?: number | undefined;
  readonly consentOn?: string | undefined;
}

export interface Contributor {
  readonly id: string;
  readonly name: string;
  readonly phone?: string | undefined;
  readonly amountVnd?: number | undefined;
  readonly consentOn?: string | undefined;
  readonly createdAt: string;
}

export interface FootageAnswer {
  readonly from: string;
  readonly to: string;
  readonly now: string;
  readonly cameras: readonly CameraFootage[];
}

export interface CameraFootage {
  readonly id: string;
  readonly name: string;
  readonly neighbourhoodId: string;
  readonly place?: CameraPlace | undefined;
  readonly enabled: boolean;
  readonly distanceM?: number | undefined;
  readonly view?: 'facing' | 'oblique' | 'away' | 'unknown' | undefined;
  readonly spans: readonly TimeRange[];
  readonly gaps: readonly Gap[];
  readonly open: readonly TimeRange[];
}

export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly reason:
    | 'offline'
    | 'auth'
    | 'recorder'
    | 'disk'
    | 'paused'
    | 'no-notice'
    | 'damaged'
    | 'clock'
    | 'expired'
    | 'unknown';
}

export interface FootageRequest {
  readonly id: string;
  readonly caseNumber: string;
  readonly purpose: string;
  readonly legalBasis?: string | undefined;
  readonly area: RequestArea;
  readonly from: string;
  readonly to: string;
  readonly state: 'granted' | 'refused' | 'closed';
  readonly cameraIds: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly effectiveScope: readonly OpenedCamera[];
}

export type RequestArea =
  | {
      readonly near: {
        readonly lat: number;
        readonly lon: number;
      };
      readonly radiusM: number;
    }
  | {
      readonly bbox: {
        readonly west: number;
        readonly south: number;
        readonly east: number;
        readonly north: number;
      };
    }
  | {
      readonly polygon: readonly {
        readonly lat: number;
        readonly lon: number;
      }[];
    }
  | {
      readonly neighbourhood: string;
    }
  | {
      readonly cameras: readonly string[];
    };

export interface OpenedCamera {
  readonly cameraId: string;
  readonly name?: string | undefined;
  readonly from: string;
  readonly to: string;
}

export interface NewRequest {
  readonly caseNumber: string;
  readonly purpose: string;
  readonly legalBasis?: string | undefined;
  readonly area: RequestArea;
  readonly from: string;
  readonly to: string;
}

export interface FiledRequest {
  readonly id: string;
  readonly caseNumber: string;
  readonly purpose: string;
  readonly legalBasis?: string | undefined;
  readonly area: RequestArea;
  readonly from: string;
  readonly to: string;
  readonly state: 'granted' | 'refused' | 'closed';
  readonly cameraIds: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** Every operation of the API. */
export class Api {
  constructor(private readonly http: Http) {}

  /** Whether this process answers. */
  getHealth(options?: CallOptions): Promise<{
    readonly status: 'ok';
  }> {
    return this.http.json({ method: 'GET', path: '/healthz', ...options });
  }

  /** Makes the first admin, with the token of the one-time link. */
  makeFirstAdmin(body: FirstAdmin, options?: CallOptions): Promise<User> {
    return this.http.json({ method: 'POST', path: '/api/first-admin', body, ...options });
  }

  /** Signs in with name and password; sets the session cookie. */
  signIn(body: SignIn, options?: CallOptions): Promise<User> {
    return this.http.json({ method: 'POST', path: '/api/session', body, ...options });
  }

  /** Who is signed in. */
  whoAmI(options?: CallOptions): Promise<User> {
    return this.http.json({ method: 'GET', path: '/api/session', ...options });
  }

  /** Signs out. */
  signOut(options?: CallOptions): Promise<void> {
    return this.http.json({ method: 'DELETE', path: '/api/session', ...options });
  }

  /** All users. */
  listUsers(options?: CallOptions): Promise<{
    readonly users: readonly User[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/users', ...options });
  }

  /** Makes a user with a role and a first password. */
  createUser(body: NewUser, options?: CallOptions): Promise<User> {
    return this.http.json({ method: 'POST', path: '/api/users', body, ...options });
  }

  /** All neighbourhoods, by name. */
  listNeighbourhoods(options?: CallOptions): Promise<{
    readonly neighbourhoods: readonly Neighbourhood[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/neighbourhoods', ...options });
  }

  /** Adds a neighbourhood to the site. */
  addNeighbourhood(body: NewNeighbourhood, options?: CallOptions): Promise<Neighbourhood> {
    return this.http.json({ method: 'POST', path: '/api/neighbourhoods', body, ...options });
  }

  /** Starts looking for cameras on the site's network. */
  startDiscovery(options?: CallOptions): Promise<Discovery> {
    return this.http.json({ method: 'POST', path: '/api/discoveries', ...options });
  }

  /** What a discovery found so far: new, known, changed, ambiguous and silent cameras. */
  getDiscovery(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<DiscoveryResults> {
    return this.http.json({ method: 'GET', path: path`/api/discoveries/${params.id}`, ...options });
  }

  /** All cameras, by name; for technicians with how recording goes. */
  listCameras(options?: CallOptions): Promise<{
    readonly cameras: readonly ListedCamera[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/cameras', ...options });
  }

  /** Registers a found camera (`foundId`), or an RTSP stream (`url`), and has it recorded. */
  registerCamera(body: NewCamera, options?: CallOptions): Promise<Camera> {
    return this.http.json({ method: 'POST', path: '/api/cameras', body, ...options });
  }

  /** One camera: identity, stream, how recording goes. */
  getCamera(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Camera> {
    return this.http.json({ method: 'GET', path: path`/api/cameras/${params.id}`, ...options });
  }

  /** Changes name, place, credentials, or whether it is recorded. */
  changeCamera(
    params: {
      readonly id: string;
    },
    body: CameraChanges,
    options?: CallOptions,
  ): Promise<Camera> {
    return this.http.json({ method: 'PATCH', path: path`/api/cameras/${params.id}`, body, ...options });
  }

  /** The notices of a camera, newest first. */
  listNotices(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<{
    readonly notices: readonly Notice[];
  }> {
    return this.http.json({ method: 'GET', path: path`/api/cameras/${params.id}/notices`, ...options });
  }

  /** Records the sign that tells of the camera; from then on it may be recorded. */
  recordNotice(
    params: {
      readonly id: string;
    },
    body: NewNotice,
    options?: CallOptions,
  ): Promise<Notice> {
    return this.http.json({
      method: 'POST',
      path: path`/api/cameras/${params.id}/notices`,
      body,
      ...options,
    });
  }

  /** The sign hangs no more: the camera is recorded no longer. */
  withdrawNotice(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({
      method: 'DELETE',
      path: path`/api/cameras/${params.id}/notices/current`,
      ...options,
    });
  }

  /** Keeps a photo of the sign: JPEG, 8 MB at most, once per notice. */
  keepNoticePhoto(
    params: {
      readonly id: string;
    },
    file: Blob,
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({
      method: 'PUT',
      path: path`/api/cameras/${params.id}/notices/current/photo`,
      file,
      ...options,
    });
  }

  /** The photo of the sign in force. */
  getNoticePhoto(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/cameras/${params.id}/notices/current/photo`,
      ...options,
    });
  }

  /** Where `getNoticePhoto` finds it. */
  getNoticePhotoUrl(params: { readonly id: string }): string {
    return path`/api/cameras/${params.id}/notices/current/photo`;
  }

  /** Per neighbourhood: cameras, notices, contributors and what they gave. Numbers, never names. */
  getLedger(options?: CallOptions): Promise<{
    readonly neighbourhoods: readonly LedgerLine[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/ledger', ...options });
  }

  /** Keeps who paid for a camera; the name is sealed at once. */
  addContributor(
    params: {
      readonly id: string;
    },
    body: NewContributor,
    options?: CallOptions,
  ): Promise<{
    readonly id: string;
  }> {
    return this.http.json({
      method: 'POST',
      path: path`/api/cameras/${params.id}/contributors`,
      body,
      ...options,
    });
  }

  /** Who paid for a camera, after a record of the access. */
  listContributors(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<{
    readonly contributors: readonly Contributor[];
  }> {
    return this.http.json({ method: 'GET', path: path`/api/cameras/${params.id}/contributors`, ...options });
  }

  /** Which cameras saw a place in a stretch of time, and what there is of it. No picture. */
  lookUpFootage(
    query: {
      readonly from: string;
      readonly to: string;
      /** lat,lon; with radiusM */
      readonly near?: string | undefined;
      /** metres, at most 20 000 */
      readonly radiusM?: string | undefined;
      /** west,south,east,north */
      readonly bbox?: string | undefined;
      /** lat,lon;lat,lon;… */
      readonly polygon?: string | undefined;
      /** id or name */
      readonly neighbourhood?: string | undefined;
      /** id */
      readonly camera?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<FootageAnswer> {
    return this.http.json({ method: 'GET', path: '/api/footage', query, ...options });
  }

  /** Files a request; it is granted at once, and opens what its effective scope says. */
  fileRequest(body: NewRequest, options?: CallOptions): Promise<FootageRequest> {
    return this.http.json({ method: 'POST', path: '/api/requests', body, ...options });
  }

  /** Your own requests, newest first. */
  listRequests(options?: CallOptions): Promise<{
    readonly requests: readonly FiledRequest[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/requests', ...options });
  }

  /** One request of yours, with its effective scope. */
  getRequest(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<FootageRequest> {
    return this.http.json({ method: 'GET', path: path`/api/requests/${params.id}`, ...options });
  }

  /** HLS playlist of GOPs; without from and to, of the whole request. */
  getPlaylist(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly from?: string | undefined;
      readonly to?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/playlist.m3u8`,
      query,
      ...options,
    });
  }

  /** Where `getPlaylist` finds it. */
  getPlaylistUrl(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly from?: string | undefined;
      readonly to?: string | undefined;
    },
  ): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/playlist.m3u8` + searchOf(query);
  }

  /** Initialisation section of a segment in an issued playlist. */
  getInit(
    params: {
      readonly id: string;
      readonly cameraId: string;
      readonly segmentId: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/init.mp4`,
      ...options,
    });
  }

  /** Where `getInit` finds it. */
  getInitUrl(params: { readonly id: string; readonly cameraId: string; readonly segmentId: string }): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/init.mp4`;
  }

  /** One GOP in an issued playlist. */
  getGop(
    params: {
      readonly id: string;
      readonly cameraId: string;
      readonly segmentId: string;
      readonly number: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/gops/${params.number}.m4s`,
      ...options,
    });
  }

  /** Where `getGop` finds it. */
  getGopUrl(params: {
    readonly id: string;
    readonly cameraId: string;
    readonly segmentId: string;
    readonly number: string;
  }): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/gops/${params.number}.m4s`;
  }

  /** JPEG of the keyframe at or before `at`; its exact time in `X-Frame-Time`. */
  getStill(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly at: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/still`,
      query,
      ...options,
    });
  }

  /** Where `getStill` finds it. */
  getStillUrl(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly at: string;
    },
  ): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/still` + searchOf(query);
  }

  /** WebP sprite of the segment at `at`; its layout as JSON in `X-Storyboard-Layout`. */
  getStoryboard(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly at: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/storyboard`,
      query,
      ...options,
    });
  }

  /** Where `getStoryboard` finds it. */
  getStoryboardUrl(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly at: string;
    },
  ): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/storyboard` + searchOf(query);
  }
}
