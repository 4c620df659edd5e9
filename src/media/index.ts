export type { ByteRange } from './byte-reader.ts';
export { canonicalJson } from './canonical-json.ts';
export { parseSegmentLine, type RecordingArguments, recordingArguments } from './ffmpeg-arguments.ts';
export type { Fragment } from './fragment.ts';
export {
  type Damage,
  type FragmentedFile,
  maxFileBytes,
  readFragmentedFile,
  type UnreadableFile,
} from './fragmented-file.ts';
export type { IndexedGop, KeyframeIndex } from './gop-layout.ts';
export { type Keyframe, keyframeOf } from './keyframe-bitstream.ts';
export { buildKeyframeIndex, keyframeTimesMs, parseKeyframeIndex } from './keyframe-index.ts';
export { packKeyframeIndex, unpackKeyframeIndex } from './packed-index.ts';
export { formatMediaPlaylist, type PlaylistOptions, type PlaylistSegment } from './playlist.ts';
export { type RawImage, tileImages } from './raw-image.ts';
export type { DecoderConfiguration, VideoCodec, VideoTrack } from './video-track.ts';
