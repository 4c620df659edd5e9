export { createRelay, type RelayOptions } from './relay.ts';
export type {
  DeliveredPicture,
  EndReason,
  FirstKeyframe,
  PartFormat,
  PictureSink,
  PictureSource,
  Relay,
  RelayPart,
  RelaySession,
  SessionEnd,
  SessionStats,
  StreamTarget,
} from './session.ts';
export type { WallClock } from './time/wall-clock.ts';
