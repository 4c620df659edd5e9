/** All NAL units of one RTP timestamp: one picture, its parameter sets and its messages. */
export interface AccessUnit {
  /** Whole units in stream order. Borrowed: views that the next access unit overwrites. */
  readonly nals: readonly Buffer[];
  /** RTP time, unwrapped, in ticks of the stream's clock. Presentation order: B-frames go back. */
  readonly ticks: number;
  /** When its first packet was read, as the caller's clock says. */
  readonly arrivalMs: number;
}
