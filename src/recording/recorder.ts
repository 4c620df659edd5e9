/** What a recorder is asked to do. It copies; it never re-encodes (I7). */
export interface RecordingOrder {
  /** The relay's loopback URL. Carries no credential (I9). */
  readonly url: string;
  /** The run's directory in the spool; files are `000000.mp4`, `000001.mp4` and so on. */
  readonly directory: string;
  /** A file is cut at the first keyframe after wall time passes a multiple of `segmentMs`, plus `cutOffsetMs`. */
  readonly segmentMs: number;
  readonly cutOffsetMs: number;
  /** Called in order, once per closed file, a moment after it closed. */
  readonly onFile: (file: RecordedFile) => void;
}

/** A closed file. Media times are the recorder's, continue over the run and need not start at 0. */
export interface RecordedFile {
  readonly seq: number;
  readonly mediaFromMs: number;
  readonly mediaToMs: number;
}

export interface RecorderEnd {
  readonly kind: 'finished' | 'failed' | 'disk-full';
  /** For people and logs; no URL, no credential. */
  readonly message: string;
}

export interface RecorderProcess {
  readonly pid: number | undefined;
  /** Settles once, when the process is gone and every `onFile` was called. Never rejects. */
  readonly ended: Promise<RecorderEnd>;
  /** The stop ladder: asks, then insists, then kills. Resolves with `ended`. May be called again. */
  stop(): Promise<RecorderEnd>;
}

/** Writes a stream to files. The exit status of a recorder is no health: watch bytes and keyframes instead. */
export interface Recorder {
  start(order: RecordingOrder): RecorderProcess;
}
