export { isAstray, isSilent, isStrange, silentReason, strangeReasons } from './astray.ts';
export type { CameraHealthRepository, EnrolmentStill, PasswordException } from './camera-health.ts';
export { grantException } from './granted-exception.ts';
export { checkPicture, type PictureCheck } from './picture-check.ts';
export { refuseMoreStills, stillAllowance } from './still-limit.ts';
export { type CameraDay, type Visit, type VisitGroup, visitList } from './visit-list.ts';
export { findWeakPasswords, type SealedCredential } from './weak-passwords.ts';
