import { describe, expect, it } from 'vitest';
import {
  type CheckedRequest,
  type FootageRequest,
  permitLook,
  type User,
  type Wanted,
} from '../../../src/access/index.ts';
import type { CameraId, RequestId, UserId } from '../../../src/core/index.ts';

const camera = 'cam_1' as CameraId;
const officer: User = {
  id: 'usr_1' as UserId,
  name: 'an',
  fullName: 'An',
  role: 'officer',
  enabled: true,
  createdAtMs: 0,
};
const request: FootageRequest = {
  id: 'req_1' as RequestId,
  requesterId: officer.id,
  caseNumber: '1',
  purpose: 'a purpose',
  state: 'approved',
  area: { kind: 'cameras', cameraIds: [camera] },
  range: { fromMs: 100, toMs: 200 },
  cameraIds: [camera],
  createdAtMs: 0,
  expiresAtMs: 1_000,
  revision: 3,
  urgency: 'routine',
};
const stored = (fromMs: number, toMs: number): Wanted => ({ kind: 'stored', range: { fromMs, toMs } });
const asked: CheckedRequest = { request, difference: undefined };
const look = { asked, user: officer, cameraId: camera, wanted: { kind: 'whole' } as Wanted, nowMs: 500 };
const codeOf = (changed: Partial<typeof look>): string => {
  try {
    permitLook({ ...look, ...changed });
    return 'permitted';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('when a look is inside the request', () => {
  it('permits what is wanted', () => {
    expect(permitLook({ ...look, wanted: stored(90, 110) })).toMatchObject({
      range: { fromMs: 90, toMs: 110 },
    });
    expect(permitLook(look).range).toEqual(request.range);
  });
});

describe('when time is at the edge', () => {
  it.each<[string, Wanted, string]>([
    ['a stretch to the edges', { kind: 'stretch', range: { fromMs: 100, toMs: 200 } }, 'permitted'],
    ['a stretch beyond', { kind: 'stretch', range: { fromMs: 100, toMs: 201 } }, 'time-outside-request'],
    ['the first instant', { kind: 'instant', atMs: 100 }, 'permitted'],
    ['the end, which is outside', { kind: 'instant', atMs: 200 }, 'time-outside-request'],
    ['a GOP that reaches in by 1 ms', stored(50, 101), 'permitted'],
    ['a GOP that ends at the start', stored(50, 100), 'time-outside-request'],
    ['a GOP that starts with the last ms', stored(199, 250), 'permitted'],
    ['a GOP that starts at the end', stored(200, 250), 'time-outside-request'],
  ])('decides on %s', (_, wanted, code) => {
    expect(codeOf({ wanted })).toBe(code);
  });
});

describe('when something about the request is wrong', () => {
  const user = (over: Partial<User>): User => ({ ...officer, ...over });

  it.each<[string, Partial<typeof look>]>([
    ['request-not-found', { asked: undefined as never }],
    ['request-not-found', { user: user({ id: 'usr_2' as UserId }) }],
    ['role-refused', { user: user({ role: 'admin' }) }],
    ['role-refused', { user: user({ role: 'custodian' }) }],
    ['request-not-approved', { asked: { ...asked, request: { ...request, state: 'draft' } } }],
    ['request-not-approved', { asked: { ...asked, request: { ...request, state: 'submitted' } } }],
    ['request-not-approved', { asked: { ...asked, request: { ...request, state: 'closed' } } }],
    ['request-not-approved', { asked: { ...asked, request: { ...request, state: 'refused' } } }],
    ['request-expired', { nowMs: 1_000 }],
    ['camera-outside-request', { cameraId: 'cam_2' as CameraId }],
    ['request-altered', { asked: { request, difference: 'area' } }],
  ])('refuses with %s', (code, changed) => {
    expect(codeOf(changed)).toBe(code);
  });

  it('names every other reason before the difference from the record', () => {
    const altered = { ...asked, difference: 'cams' };
    expect(codeOf({ asked: { ...altered, request: { ...request, state: 'closed' } } })).toBe(
      'request-not-approved',
    );
    expect(codeOf({ asked: altered, cameraId: 'cam_2' as CameraId })).toBe('camera-outside-request');
    expect(codeOf({ asked: altered, wanted: stored(200, 250) })).toBe('time-outside-request');
  });

  it('permits until the last moment', () => {
    expect(codeOf({ nowMs: 999 })).toBe('permitted');
  });
});
