import type { DigestVerdict } from '../auth/digest.ts';
import type { StreamName } from '../clip/clip-build.ts';
import type { Reel } from '../rtp/reel.ts';
import type { Manner } from '../rtp/stream-sender.ts';
import type { TurnWheel } from '../rtp/turn-wheel.ts';
import type { RtspRequest } from './rtsp-request.ts';
import { TRACK } from './sdp.ts';

/** The camera as its RTSP connections see it. */
export interface RtspHost {
  readonly address: string;
  readonly cname: string;
  readonly sessionTimeoutMs: number;
  readonly maxSessions: number;
  readonly manner: Manner;
  readonly wheel: TurnWheel;
  /** SETUP status when all sessions are taken; cameras differ. */
  readonly fullStatus: 453 | 503;
  readonly refusesTcp: boolean;
  nowMs(): number;
  reel(stream: StreamName): Reel;
  authorise(request: RtspRequest): DigestVerdict;
  challenges(stale: boolean): string[];
}

export const STREAM_PATHS: Readonly<Record<StreamName, string>> = { main: '/live/main', sub: '/live/sub' };

/** The stream that an RTSP URI names, by itself or by its track; ignores a query, as cameras do. */
export function streamOf(uri: string): StreamName | undefined {
  const path = uri.replace(/^rtsp:\/\/[^/]*/i, '').replace(/\?.*$/, '');
  const presentation = path.replace(/\/$/, '').replace(new RegExp(`/${TRACK}$`), '');
  const found = Object.entries(STREAM_PATHS).find(([, known]) => known === presentation);
  return found?.[0] as StreamName | undefined;
}
