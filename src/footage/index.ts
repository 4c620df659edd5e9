export type { Area } from './area.ts';
export {
  type CoverageFacts,
  coverageOf,
} from './coverage.ts';
export type { FilmingCamera, FootageRepository, StoredSegment } from './footage-repository.ts';
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
  parseFootageQuery,
  type QueryParameters,
  radiusOf,
} from './query.ts';
