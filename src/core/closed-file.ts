/** A file that was read to its end and that nothing writes any more, and what tells it from another at the same path. */
export interface ClosedFile {
  readonly path: string;
  readonly device: bigint;
  readonly inode: bigint;
  readonly sizeBytes: number;
  /** When its bytes last changed, in nanoseconds of the file system. */
  readonly modifiedNs: bigint;
}
