export { keyframeOfGop } from './bitstream/gop-keyframe.ts';
export { type Keyframe, keyframeOf, shapedAs } from './bitstream/keyframe-bitstream.ts';
export { isH265 } from './codecs.ts';
export { parseSegmentLine, type RecordingArguments, recordingArguments } from './ffmpeg-arguments.ts';
export { withJpegComment } from './jpeg-comment.ts';
export type { IndexedGop, KeyframeIndex } from './keyframe-index/gop-layout.ts';
export { buildKeyframeIndex, keyframeTimesMs, parseKeyframeIndex } from './keyframe-index/keyframe-index.ts';
export { packKeyframeIndex, unpackKeyframeIndex } from './keyframe-index/packed-index.ts';
export {
  digestGop,
  digestSegment,
  type GopDigest,
  isGopOf,
  parseSegmentDigests,
  type SegmentDigests,
} from './keyframe-index/segment-digests.ts';
export { DecodeTimes } from './mp4/decode-times.ts';
export type { Fragment } from './mp4/fragment.ts';
export { fragmentHead } from './mp4/fragment-writer.ts';
export {
  type Damage,
  type FragmentedFile,
  maxFileBytes,
  readFragmentedFile,
  type UnreadableFile,
} from './mp4/fragmented-file.ts';
export { type GopSamples, samplesOfGop } from './mp4/gop-samples.ts';
export { withHvc1Entry } from './mp4/hvc1-entry.ts';
export { type InitFacts, readInit } from './mp4/init-section.ts';
export { writeInitSection } from './mp4/init-writer.ts';
export { keyframeFragment } from './mp4/keyframe-fragment.ts';
export { keyframeRange } from './mp4/keyframe-range.ts';
export { type FragmentTiming, retimeFragment } from './mp4/retimed-fragment.ts';
export type { DecoderConfiguration, VideoCodec, VideoTrack } from './mp4/video-track.ts';
export { formatMultivariantPlaylist, type Variant } from './multivariant-playlist.ts';
export { formatMediaPlaylist, type PlaylistOptions, type PlaylistSegment } from './playlist.ts';
export { type RawImage, tileImages } from './raw-image.ts';
export { isSignedStream } from './signed-stream.ts';
