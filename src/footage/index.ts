export { type Area, middleOf, type Standing, standingOf } from './area.ts';
export {
  type Coverage,
  type CoverageFacts,
  type CoverageGap,
  coverageOf,
  type KnownGap,
} from './coverage.ts';
export type { FilmingCamera, FootageIndex, StoredSegment } from './footage-index.ts';
export { type CameraFootage, type FootageAnswer, lookUp } from './lookup.ts';
export {
  extentOf,
  type Gop,
  gopBefore,
  gopOf,
  gopsOf,
  type PlayedSegment,
  playbackOf,
  type StoredGop,
} from './playback.ts';
export {
  cameraIdOf,
  type FootageQuery,
  longestRadiusM,
  parseFootageQuery,
  type QueryParameters,
  radiusOf,
} from './query.ts';
export { instantOf, rangeOf } from './range.ts';
