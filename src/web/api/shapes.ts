/** What the API answers, as src/api/README.md says. Times are RFC 3339 text. */
export type Role = 'technician' | 'officer' | 'custodian' | 'auditor' | 'admin';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
  readonly enabled: boolean;
  readonly createdAt: string;
}

export interface Neighbourhood {
  readonly id: string;
  readonly siteId: string;
  readonly name: string;
}

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

export interface CameraPlace extends Point {
  readonly bearingDeg?: number;
  readonly fieldOfViewDeg?: number;
}

export interface RecordingHealth {
  readonly state: 'recording' | 'waiting' | 'off';
  readonly accountedUntil: string;
  readonly reason?: GapReason;
  readonly message?: string;
}

export interface Camera {
  readonly id: string;
  readonly name: string;
  readonly neighbourhoodId: string;
  readonly place?: CameraPlace;
  readonly enabled: boolean;
  readonly enrolledAt: string;
  /** For technicians. */
  readonly address?: string;
  readonly recording?: RecordingHealth;
}

export type GapReason =
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

export interface Span {
  readonly from: string;
  readonly to: string;
}

export type View = 'facing' | 'oblique' | 'away' | 'unknown';

export interface CameraFootage {
  readonly id: string;
  readonly name: string;
  readonly neighbourhoodId: string;
  readonly place?: CameraPlace;
  readonly enabled: boolean;
  readonly distanceM?: number;
  readonly view?: View;
  readonly spans: readonly Span[];
  readonly gaps: readonly (Span & { readonly reason: GapReason })[];
  readonly open: readonly Span[];
}

export interface FootageAnswer extends Span {
  readonly now: string;
  readonly cameras: readonly CameraFootage[];
}

export type Area =
  | { readonly near: Point; readonly radiusM: number }
  | { readonly neighbourhood: string }
  | { readonly cameras: readonly string[] };

export interface RequestForm extends Span {
  readonly caseNumber: string;
  readonly purpose: string;
  readonly legalBasis?: string;
  readonly area: Area;
}

export interface FootageRequest extends RequestForm {
  readonly id: string;
  readonly state: string;
  readonly cameraIds: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string;
}

export interface RequestDetail extends FootageRequest {
  readonly effectiveScope: readonly (Span & { readonly cameraId: string; readonly name?: string })[];
}

export interface Discovery {
  readonly id: string;
  readonly startedAt: string;
  readonly isFinished: boolean;
  readonly finishedAt?: string;
  readonly error?: string;
  readonly devices: readonly FoundDevice[];
}

export interface FoundDevice {
  readonly foundId: string;
  readonly state: 'new' | 'known' | 'changed' | 'ambiguous' | 'silent';
  readonly cameraId?: string;
  readonly changes?: readonly { readonly what: string; readonly from: string; readonly to: string }[];
  readonly name?: string;
  readonly hardware?: string;
  readonly location?: string;
  readonly mac?: string;
  readonly address?: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly firmware?: string;
  readonly streams?: readonly FoundStream[];
}

export interface FoundStream {
  readonly role: 'main' | 'sub';
  readonly codec?: string;
  readonly width?: number;
  readonly height?: number;
  readonly fps?: number;
}

export interface Registration {
  readonly foundId?: string;
  readonly url?: string;
  readonly name: string;
  readonly neighbourhoodId: string;
  readonly place?: CameraPlace;
  readonly stream?: 'main' | 'sub';
  readonly user?: string;
  readonly password?: string;
}

export interface StoryboardLayout {
  readonly segmentId: string;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly columns: number;
  /** One a cell, row by row. */
  readonly times: readonly string[];
}
