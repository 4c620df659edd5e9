export { archiveContent } from './archive/archive-content.ts';
export { type ArchiveFile, inOrder, layoutOf, type Manifest, type Source } from './archive/manifest.ts';
export type { ReadOriginal } from './clip/clip-content.ts';
export type { Clip, ClipStretch } from './clip/joined-clips.ts';
export { type BuildDeps, buildExport } from './export/build-export.ts';
export { type Export, type ExportId, type ExportState, exportStates } from './export/export.ts';
export type { Exports, Finished, ReadFile, Settled } from './export/exports.ts';
export type { ExportPlan, ExportSubject, PlannedOriginal } from './export/plan-export.ts';
export type { Fault, RequestFacts } from './papers/facts.ts';
