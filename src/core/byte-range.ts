/** A stretch of a file: `[offsetBytes, offsetBytes + sizeBytes)`. */
export interface ByteRange {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
}
