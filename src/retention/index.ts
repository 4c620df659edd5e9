export * from './clock/index.ts';
export * from './expiry/index.ts';
export type { CameraStretch, FootageCount, FootageCounter } from './footage-count.ts';
export * from './holds/index.ts';
export * from './policy/index.ts';
export type { RetentionLetter, RetentionLetterSettings, ShorteningKind } from './retention-letter.ts';
export * from './shortening/index.ts';
