export { bundleContent, camerasWithin } from './bundle/bundle-content.ts';
export {
  type BundleFile,
  inBundleOrder,
  layoutOf,
  type Manifest,
  type Source,
} from './bundle/manifest.ts';
export { exportChoiceForm, parseExportChoice } from './choice/choice-form.ts';
export { type ExportChoice, everything } from './choice/export-choice.ts';
export { type CameraSizes, paperBytes } from './choice/sizes.ts';
export type { FootageReader, ReadOriginal, StoredBeside } from './clip/clip-content.ts';
export type { Clip, ClipStretch } from './clip/joined-clips.ts';
export type { BuildDeps } from './export/build-deps.ts';
export { buildExport } from './export/build-export.ts';
export { type PictureAt, type PlannedMark, picturedCameras } from './export/chosen-stills.ts';
export type {
  BuiltContent,
  ExportRepository,
  Finished,
  ReadFile,
  Settled,
} from './export/export-repository.ts';
export { cancelExport, orderExport } from './export/ordered-export.ts';
export type { ExportPlan, ExportSubject, PlannedOriginal } from './export/plan-export.ts';
export { inBundle } from './export/taken.ts';
export { type Export, type ExportId, type ExportState, exportStates } from './export.ts';
export type {
  Acknowledgement,
  AlteredHandOver,
  HandOver,
  HandOverId,
  Recipient,
} from './hand-over/hand-over.ts';
export {
  confirmHandOver,
  type HandedExport,
  type HandOverTools,
  handedExport,
  offerHandOver,
  recordHandOver,
  type SeenHandOver,
  seenHandOver,
  withdrawHandOver,
} from './hand-over/hand-over-acts.ts';
export { handOverEn } from './hand-over/hand-over-en.ts';
export { mostHandOverLinks } from './hand-over/hand-over-link.ts';
export { handOverPaper } from './hand-over/hand-over-paper.ts';
export type { HandOverRepository, OfferedHandOver } from './hand-over/hand-over-repository.ts';
export { handOverVi } from './hand-over/hand-over-vi.ts';
export { receiptSheet } from './hand-over/receipt-sheet.ts';
export { receiptEn, receiptVi } from './hand-over/receipt-words.ts';
export { manifestFilesOf, type ReleasedExport } from './hand-over/recorded-manifest.ts';
export {
  type NegativeAnswer,
  type NegativeRepository,
  type NegativeTools,
  namedNegative,
  type StatedPlace,
  stateNegative,
} from './negative/negative-answer.ts';
export { negativeEn } from './negative/negative-en.ts';
export { negativePaper } from './negative/negative-paper.ts';
export { type AnswerProving, negativeProof } from './negative/negative-proof.ts';
export { negativeVi } from './negative/negative-vi.ts';
export {
  type AskedFootage,
  groundsOf,
  type NegativeId,
  type NegativeStatement,
} from './negative/statement.ts';
export type { ExportFault, KeyFacts, RequestFacts } from './papers/facts.ts';
export { isMinutes } from './papers/papers.ts';
export { type ExportedStream, type RecordPlaces, requestChain } from './sealed/record-places.ts';
export { SealedLog } from './sealed/sealed-log.ts';
