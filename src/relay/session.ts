import type { WallClock } from './time/wall-clock.ts';

/** Address of a camera's stream. Credentials in the URL are ignored: they are separate fields (I9). */
export interface StreamTarget {
  /** `rtsp://host[:port]/path`, as from GetStreamUri. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  /** Whether a Basic challenge is answered, which sends the password in clear text, where no digest is offered. */
  readonly allowsBasic?: boolean;
}

export type EndReason =
  | 'closed' // ended by us or by the recorder
  | 'offline' // silent, closed, reset or unreachable
  | 'auth' // the camera no longer accepts the password
  | 'unsupported' // its format cannot be recorded
  | 'recorder-stalled'; // our own side: the recorder did not read

export interface SessionEnd {
  readonly reason: EndReason;
  /** For people; names the remedy where there is one, never a credential. */
  readonly message: string;
  /** Media time of the last access unit fed to the recorder; 0 when there was none. */
  readonly lastMediaMs: number;
}

export interface SessionStats {
  /** RTP packets received, and those missing by sequence number. */
  readonly packets: number;
  readonly lost: number;
  readonly bytes: number;
  readonly keyframes: number;
  /** The longest of the recent GOPs and the open one, in media time. Absent before the first keyframe. */
  readonly gopMs?: number;
  readonly ssrc: number;
  /** Wall time of the last RTP packet, by the run's clock (see `WallClock`). */
  readonly lastArrivalMs: number;
  /** The camera's claim: wall time `ntpMs` (UTC) belongs to RTP timestamp `rtp`. Recorded, never trusted. */
  readonly senderReport?: { readonly ntpMs: number; readonly rtp: number; readonly mediaMs?: number };
}

/** The format of a part, from its first keyframe on. */
export interface PartFormat {
  readonly codec: 'h264' | 'h265';
  /** Ticks of a second; attacker-controlled. */
  readonly clockRate: number;
  /** Those that decode the first keyframe: NAL units without start codes. Attacker-controlled. */
  readonly parameterSets: readonly Buffer[];
}

/** One picture with its parameter sets and messages. */
export interface DeliveredPicture {
  /** Whole NAL units in stream order, the camera's bytes. Borrowed: valid until the call returns. */
  readonly nals: readonly Buffer[];
  /** When it is shown: ticks from the first picture of the part, at most 2^53 - 1. B-frames go back. */
  readonly ticks: number;
  /** Only where a GOP begins, at a keyframe or a recovery point: all sets in use, which decode it. They do not change. */
  readonly parameterSets?: readonly Buffer[];
}

/** Takes the pictures of a part in this process. Never throws. */
export interface PictureSink {
  onPicture(picture: DeliveredPicture): void;
  /** Called once, at the end of the part; `mediaToMs` from its first picture is the begin of the next, where there is one. */
  onEnd(mediaToMs: number | undefined): void;
}

/** The pictures of a part, from its first keyframe on, for one reader in this process. */
export interface PictureSource {
  readonly format: PartFormat;
  /** Delivers what waits, at once, and then each picture as it comes. May be called once. */
  read(reader: PictureSink): void;
}

/** What one recorder reads: the stream from a keyframe on, until the picture format changes or the session ends. */
export interface RelayPart {
  /** `rtsp://127.0.0.1:<port>/<token>`: no password, admits one connection, dies with the session. */
  readonly url: string;
  /** Media time of its first picture, from which a recorder counts. */
  readonly mediaFromMs: number;
  /** Once its first keyframe came: the pictures, where they are read in this process and not at `url`. */
  readonly pictures?: PictureSource | undefined;
  /**
   * Resolves when the recorder gets nothing more: with the part that begins with the next picture, which waits for
   * another recorder, or with nothing at the end of the session. Never rejects.
   */
  readonly next: Promise<RelayPart | undefined>;
}

export interface FirstKeyframe {
  /** Provisional. */
  readonly wallMs: number;
  /** Those that decode it: NAL units without start codes. */
  readonly parameterSets: readonly Uint8Array[];
}

/** One camera's RTSP session, each part of it readable once on loopback. It is its own first part. */
export interface RelaySession extends RelayPart {
  readonly codec: 'h264' | 'h265';
  readonly clock: WallClock;
  /**
   * Media time at which the next file begins, after one whose last picture ends at `mediaToMs`: its first keyframe is
   * shown then. The two differ in open GOPs. Call in order.
   */
  cutAt(mediaToMs: number): number;
  /** First delivered access unit: media time 0. Rejects if the session ends before. */
  readonly firstKeyframe: Promise<FirstKeyframe>;
  stats(): SessionStats;
  /** Resolves when the recorder gets nothing more; never rejects. */
  readonly ended: Promise<SessionEnd>;
  /** Sends TEARDOWN to the camera and lets the recorder finish its file. */
  close(): Promise<void>;
}

export interface Relay {
  /**
   * Opens a session and resolves after the camera's answer to PLAY. Errors: `camera-offline`, `camera-busy`,
   * `camera-basic-only`, `camera-codec-unsupported`, `camera-udp-only`, `camera-stream-unknown`, `camera-redirects`,
   * `camera-wrong-port`, `camera-unsupported` (unavailable), `camera-outside-networks`, `camera-refused-password` (invalid).
   */
  open(target: StreamTarget): Promise<RelaySession>;
  close(): Promise<void>;
}
