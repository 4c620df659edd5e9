import type { RegisteredCamera } from '../camera-repository.ts';

/** The reason of a camera whose address does not answer. */
export const silentReason = 'offline';

/** Reasons of a camera whose address answers, and not as the camera did: perhaps another device has it. */
export const strangeReasons: readonly string[] = ['auth', 'unsupported'];

/** Whether a camera may be at another address: it waits, because its own is silent or answers strangely. */
export const isAstray = (registered: RegisteredCamera): boolean =>
  isSilent(registered) || isStrange(registered);

export const isSilent = (registered: RegisteredCamera): boolean => reasonOf(registered) === silentReason;

export const isStrange = (registered: RegisteredCamera): boolean =>
  strangeReasons.includes(reasonOf(registered) ?? '');

const reasonOf = ({ camera, recording }: RegisteredCamera): string | undefined =>
  camera.enabled && recording.state === 'waiting' ? recording.reason : undefined;
