/** The video codings we store. */
export type VideoCodec = 'h264' | 'h265';

/** Configuration of the decoder before the first picture: the content of `avcC` / `hvcC` (ISO/IEC 14496-15). */
export interface DecoderConfiguration {
  readonly codec: VideoCodec;
  /** For `CODECS` in HLS and for Media Source (RFC 6381), e.g. `avc1.64001f`. */
  readonly codecString: string;
  /** SPS and PPS (and VPS), each a NAL unit without start code or length. */
  readonly parameterSets: readonly Uint8Array[];
  /** How many bytes hold the length before each NAL unit of a sample: 1, 2 or 4. */
  readonly nalLengthBytes: number;
}

/** The one video track of a segment, as its init section declares it. */
export interface VideoTrack extends DecoderConfiguration {
  readonly trackId: number;
  /** Ticks of media time in a second. */
  readonly timescale: number;
  /** Pixels, as declared; attacker-controlled, the pictures themselves may differ. */
  readonly width: number;
  readonly height: number;
  /** Width of a pixel divided by its height, where the track declares one that a camera may have; else 1. */
  readonly pixelAspect: number;
}
