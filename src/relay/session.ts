import type { WallClock } from './time/wall-clock.ts';

/** Where a camera's stream is. Credentials in the URL are ignored: they belong beside it, not in it (I9). */
export interface StreamTarget {
  /** `rtsp://host[:port]/path`, as GetStreamUri gave it. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
}

export type EndReason =
  | 'closed' // we, or the recorder, asked for it
  | 'offline' // silent, closed, reset or unreachable
  | 'auth' // the camera no longer accepts the password
  | 'unsupported' // it speaks something we do not record
  | 'parameters-changed' // another resolution or profile: a new run starts
  | 'rtp-jump' // its RTP clock stepped: a new run starts
  | 'recorder-stalled'; // our own half: nobody read what we wrote

export interface SessionEnd {
  readonly reason: EndReason;
  /** For people; names the remedy where there is one, never a credential. */
  readonly message: string;
  /** Media time of the last access unit handed to the recorder; 0 when there was none. */
  readonly lastMediaMs: number;
}

export interface SessionStats {
  /** RTP packets received, and those whose sequence number never came. */
  readonly packets: number;
  readonly lost: number;
  readonly bytes: number;
  readonly keyframes: number;
  /** The longest of the recent GOPs and the one still open, in media time. Absent before the first keyframe. */
  readonly gopMs?: number;
  readonly ssrc: number;
  /** Wall time of the last RTP packet, by the run's own wall time (see `WallClock`). */
  readonly lastArrivalMs: number;
  /** The camera's own claim: wall time `ntpMs` (UTC) belongs to RTP timestamp `rtp`. Recorded, never believed. */
  readonly senderReport?: { readonly ntpMs: number; readonly rtp: number; readonly mediaMs?: number };
}

/** One camera's RTSP session, readable once on loopback. */
export interface RelaySession {
  /** `rtsp://127.0.0.1:<port>/<token>`: no password, admits one connection, dies with the session. */
  readonly url: string;
  readonly codec: 'h264' | 'h265';
  readonly clock: WallClock;
  /** The first delivered access unit: media time 0. Its wall time is provisional. Rejects if the session ends before. */
  readonly firstKeyframe: Promise<{ readonly wallMs: number }>;
  stats(): SessionStats;
  /** Resolves when nothing more will be handed to the recorder; never rejects. */
  readonly ended: Promise<SessionEnd>;
  /** Leaves the camera (TEARDOWN) and lets the recorder finish its file. */
  close(): Promise<void>;
}

export interface Relay {
  /**
   * Opens a session up to the camera's answer to PLAY. Errors: `camera-offline`, `camera-unsupported` (unavailable),
   * `camera-refused-password` (invalid).
   */
  open(target: StreamTarget): Promise<RelaySession>;
  close(): Promise<void>;
}
