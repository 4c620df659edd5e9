/** All NAL units of one RTP timestamp: one frame with its parameter sets and messages. */
export interface AccessUnit {
  /** Complete units in stream order. Borrowed: views that the next access unit overwrites. */
  readonly nals: readonly Buffer[];
  /** Unwrapped RTP time, in ticks of the stream's clock. Presentation order: B-frames go back. */
  readonly ticks: number;
  /** Read time of its first packet, by the caller's clock. */
  readonly arrivalMs: number;
}
