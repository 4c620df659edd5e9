export * from './bundle-names.ts';
export { manifestBytes, manifestNoteText, parseManifest } from './manifest.ts';
export type { BundleManifest, BundleRole, CoveredStream, DerivedClip, ListedFile } from './manifest-form.ts';
