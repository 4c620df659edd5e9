import {
  AppError,
  type CameraId,
  containsInstant,
  containsRange,
  notFound,
  overlaps,
  type TimeRange,
} from '../core/index.ts';
import { gopsOf, type StoredSegment } from '../footage/index.ts';
import { type CheckedRequest, refuseAltered } from './request/checked-request.ts';
import { type FootageRequest, isLive, isUnreviewed } from './request/request.ts';
import { may } from './roles.ts';
import type { User } from './users.ts';

declare const granted: unique symbol;

/** The decision that one look is inside the effective scope of a live request. Only `permitLook` makes one. */
export interface Permit {
  readonly [granted]: true;
  readonly request: FootageRequest;
  readonly user: User;
  readonly cameraId: CameraId;
  /** The wall time it opens. */
  readonly range: TimeRange;
}

/**
 * The footage that a user wants to see: all of the request; a stretch or an instant, which must lie within it; or a
 * stored object, of which one instant within it is enough, because the effective scope is whole GOPs.
 */
export type Wanted =
  | { readonly kind: 'whole' }
  | { readonly kind: 'stretch'; readonly range: TimeRange }
  | { readonly kind: 'instant'; readonly atMs: number }
  | { readonly kind: 'stored'; readonly range: TimeRange };

export interface Look {
  readonly asked: CheckedRequest | undefined;
  readonly user: User;
  readonly cameraId: CameraId;
  readonly wanted: Wanted;
  /** Whether it leaves as a file that stays with the officer. */
  readonly isExport?: boolean;
  readonly nowMs: number;
}

/**
 * The scope check, and the only one (I6). Errors: `request-not-found` (not-found) also for the request of another;
 * `role-refused`, `request-not-approved`, `request-expired`, `export-needs-second-person`, `camera-outside-request`,
 * `time-outside-request` (forbidden); last `request-altered` (conflict).
 */
export function permitLook({ asked, user, cameraId, wanted, isExport = false, nowMs }: Look): Permit {
  const request = asked?.request;
  if (!may(user.role, 'see-footage')) refuse('role-refused', 'Your role may not see footage.');
  if (!asked || !request || request.requesterId !== user.id) {
    throw notFound('request-not-found', 'There is no such request of yours.');
  }
  if (request.state !== 'approved') refuse('request-not-approved', 'The request is not approved.');
  if (!isLive(request, nowMs)) refuse('request-expired', 'The request has expired: file a new one.');
  if (isExport) refuseAlone(request);
  if (!request.cameraIds.includes(cameraId)) {
    refuse('camera-outside-request', 'The camera is not part of the request.');
  }
  if (!isWithin(request.range, wanted)) {
    refuse('time-outside-request', 'That time is not part of the request.');
  }
  refuseAltered(asked);
  return { request, user, cameraId, range: rangeOfWanted(request.range, wanted) } as Permit;
}

/** What is taken away cannot be taken back: before its review an emergency needs a second person for that. */
function refuseAlone(request: FootageRequest): void {
  if (!isUnreviewed(request) || request.emergency?.countersignature) return;
  refuse(
    'export-needs-second-person',
    'Before its review an emergency is exported only when another officer, a custodian or a deputy has countersigned it.',
  );
}

function refuse(code: string, message: string): never {
  throw new AppError('forbidden', code, message);
}

function isWithin(scope: TimeRange, wanted: Wanted): boolean {
  switch (wanted.kind) {
    case 'whole':
      return true;
    case 'stretch':
      return containsRange(scope, wanted.range);
    case 'instant':
      return containsInstant(scope, wanted.atMs);
    case 'stored':
      return overlaps(scope, wanted.range);
  }
}

function rangeOfWanted(scope: TimeRange, wanted: Wanted): TimeRange {
  if (wanted.kind === 'whole') return scope;
  return wanted.kind === 'instant' ? { fromMs: wanted.atMs, toMs: wanted.atMs + 1 } : wanted.range;
}

/** The footage that a request really opens of one camera: its range, rounded out to whole GOPs at both ends. */
export interface EffectiveScope extends TimeRange {
  readonly cameraId: CameraId;
  /** As taken away: rounded out to whole segments. */
  readonly originals: TimeRange;
}

/** `edges`: the segments that hold the first and the last instant of the request's range, as far as there are any. */
export function effectiveScope(
  { cameraIds, range }: Pick<FootageRequest, 'cameraIds' | 'range'>,
  edges: readonly StoredSegment[],
): EffectiveScope[] {
  return cameraIds.map((cameraId) => {
    const segments = edges.filter((segment) => segment.cameraId === cameraId);
    const gops = segments.flatMap(gopsOf).filter((gop) => overlaps(gop, range));
    return { cameraId, ...roundedOut(range, gops), originals: roundedOut(range, segments) };
  });
}

const roundedOut = (range: TimeRange, stored: readonly TimeRange[]): TimeRange => ({
  fromMs: Math.min(range.fromMs, ...stored.map(({ fromMs }) => fromMs)),
  toMs: Math.max(range.toMs, ...stored.map(({ toMs }) => toMs)),
});
