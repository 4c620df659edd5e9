import type { CameraId, RequestId, TimeRange, UserId } from '../core/index.ts';
import type { CustodyEvent } from '../custody/index.ts';
import type { Area } from '../footage/index.ts';

/** What an officer asks for. */
export interface RequestDraft {
  readonly caseNumber: string;
  readonly purpose: string;
  readonly legalBasis?: string;
  readonly area: Area;
  readonly range: TimeRange;
}

/** A purpose-bound permission. */
export interface FootageRequest extends RequestDraft {
  readonly id: RequestId;
  readonly requesterId: UserId;
  readonly state: 'granted' | 'refused' | 'closed';
  /** The cameras the area meant when the request was granted: scope never moves with a camera. */
  readonly cameraIds: readonly CameraId[];
  readonly createdAtMs: number;
  /** From then on it opens nothing. */
  readonly expiresAtMs: number;
}

/** How long a granted request can be used. */
export const requestLastsMs = 30 * 24 * 3_600_000;

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface Requests {
  /** One transaction: the request, its cameras, and the event that it was granted. */
  create(request: FootageRequest, event: CustodyEvent): Promise<void>;
  byId(id: RequestId): Promise<FootageRequest | undefined>;
  /** Newest first. */
  ofRequester(requesterId: UserId): Promise<FootageRequest[]>;
}
