import {
  type FootageRequest,
  type Judge,
  newDraft,
  type RequestDraft,
  type Role,
  type Step,
  submit,
  type User,
} from '../../../../src/access/index.ts';
import { type CameraId, newId } from '../../../../src/core/index.ts';
import { noonMs } from '../../../support/hand-clock.ts';

export const camera: CameraId = newId('camera', noonMs);

export const aUser = (role: Role, over: Partial<User> = {}): User => ({
  id: newId('user', noonMs),
  name: role,
  fullName: `The ${role}`,
  role,
  enabled: true,
  createdAtMs: 0,
  ...over,
});

export const aDraft = (over: Partial<RequestDraft> = {}): RequestDraft => ({
  caseNumber: 'PC-1',
  authority: 'Công an phường',
  legalBasis: 'BLTTHS Điều 99',
  letter: { number: '45/YC-CAP', day: '2026-11-21' },
  purpose: 'A motorbike was taken',
  urgency: 'routine',
  area: { kind: 'cameras', cameraIds: [camera] },
  range: { fromMs: noonMs - 60_000, toMs: noonMs },
  ...over,
});

export const by = (user: User, nowMs = noonMs, deputyOf: Judge['deputyOf'] = []): Judge => ({
  user,
  nowMs,
  deputyOf,
});

export const submitting = (officer: User, nowMs = noonMs, over: Partial<RequestDraft> = {}): Step => {
  const hand = by(officer, nowMs);
  return submit(
    newDraft(aDraft(over), hand),
    { cameraIds: [camera], isKept: false, maxHeldBytes: 1e9 },
    hand,
  );
};

export const waiting = (officer: User): FootageRequest => submitting(officer).after;

/** The code of what is thrown, or `taken`. */
export function codeOf(step: () => unknown): string {
  try {
    step();
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
}
