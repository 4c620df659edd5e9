import type { PictureSource } from '../relay/index.ts';

/** Parameters for a recorder. It copies and never re-encodes (I7). */
export interface RecordingOrder {
  /** The relay's loopback URL. Carries no credential (I9). */
  readonly url: string;
  /** The pictures, where a recorder in this process takes them; then `url` admits none. */
  readonly pictures?: PictureSource;
  /** The run's directory in the spool; files are `000000.mp4`, `000001.mp4` and so on, from `firstSeq` on. */
  readonly directory: string;
  /** Descriptor of the run's lock, which the recorder inherits. */
  readonly lockFd: number;
  readonly firstSeq: number;
  /** A file is cut at the first keyframe after a multiple of `segmentMs` in wall time, plus `cutOffsetMs`. */
  readonly segmentMs: number;
  readonly cutOffsetMs: number;
  /** Called in order, once per file, just after it closed. */
  readonly onFile: (file: RecordedFile) => void;
}

/**
 * A closed file, from its first keyframe to the end of its last picture, or to the first keyframe of the next file. Media
 * times count from the first picture read.
 */
export interface RecordedFile {
  readonly seq: number;
  readonly mediaFromMs: number;
  readonly mediaToMs: number;
}

export interface RecorderEnd {
  readonly kind: 'finished' | 'failed' | 'disk-full' | 'not-started';
  /** For people and logs; no URL, no credential. */
  readonly message: string;
}

export interface RecorderProcess {
  readonly pid: number | undefined;
  /** Whether it writes: settles when its first file is there, or when it has ended without one. Never rejects. */
  readonly begun: Promise<boolean>;
  /** Resolves once, when the process has exited and every `onFile` was called. Never rejects. */
  readonly ended: Promise<RecorderEnd>;
  /** The stop ladder: asks, then insists, then kills. Resolves with `ended`. May be called again. */
  stop(): Promise<RecorderEnd>;
}

/** Writes a stream to files. A recorder's exit status shows no health: watch bytes and keyframes instead. */
export interface Recorder {
  start(order: RecordingOrder): RecorderProcess;
}
