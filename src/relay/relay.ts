import type { Clock, Log } from '../core/index.ts';
import { unsupported } from './camera/camera-failure.ts';
import { type CameraOptions, CameraSession } from './camera/camera-session.ts';
import { openRecorderEndpoint, type RecorderEndpoint } from './recorder/recorder-endpoint.ts';
import { RelayedSession } from './relayed-session.ts';
import { type CameraUrl, parseCameraUrl } from './rtsp/camera-url.ts';
import type { Relay, SessionEnd, StreamTarget } from './session.ts';
import { WakeUps } from './wake-ups.ts';

export interface RelayOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** How often a camera's socket is read, on average; 0 = as bytes come. Default 200. */
  readonly readEveryMs?: number;
  /** How often the recorder is written to. Default 1000. */
  readonly writeEveryMs?: number;
  /** Without an RTP packet for this long a camera is offline. Default 5000. */
  readonly idleTimeoutMs?: number;
  /** For the connection and for each answer while it is set up. Default 5000. */
  readonly connectTimeoutMs?: number;
  /** Answer Basic challenges, which send the password in clear. Default false. */
  readonly allowBasic?: boolean;
  /** How long the recorder may take no byte before it counts as stalled. Default 10 000. */
  readonly stallMs?: number;
  /** What may wait for one recorder. Default 24 MiB. */
  readonly maxQueuedBytes?: number;
}

/** What the sessions of one relay have in common. */
interface Shared extends RelayOptions {
  readonly endpoint: RecorderEndpoint;
  readonly wakeUps: WakeUps;
}

/** The relay of one process: one listening socket on loopback, any number of sessions. */
export function createRelay(options: RelayOptions): Relay {
  const sessions = new Set<RelayedSession>();
  const wakeUps = new WakeUps();
  let endpoint: Promise<RecorderEndpoint> | undefined;
  let isClosed = false;
  return {
    open: async (target) => {
      endpoint ??= openRecorderEndpoint(wakeUps);
      const session = await openSession(target, { ...options, wakeUps, endpoint: await endpoint });
      sessions.add(session);
      void session.ended.then((end) => {
        sessions.delete(session);
        logEnd(options.log, target, end);
      });
      if (isClosed) await session.close();
      return session;
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...sessions].map((session) => session.close()));
      await (await endpoint)?.close();
    },
  };
}

async function openSession(target: StreamTarget, shared: Shared): Promise<RelayedSession> {
  const { clock, endpoint, wakeUps } = shared;
  const now = steadyWallTime(clock);
  const camera = await CameraSession.setUp(cameraOptions(target, now, shared));
  const limits = {
    writeEveryMs: shared.writeEveryMs ?? 1_000,
    stallMs: shared.stallMs ?? 10_000,
    maxQueuedBytes: shared.maxQueuedBytes ?? 24 * 1024 * 1024,
  };
  const session = new RelayedSession({ camera, endpoint, now, wakeUps, limits });
  try {
    await camera.play(session);
  } catch (error) {
    await session.close();
    throw error;
  }
  shared.log.info({ host: hostOf(target), codec: session.codec }, 'camera session open');
  return session;
}

function logEnd(log: Log, target: StreamTarget, { reason, message, lastMediaMs }: SessionEnd): void {
  const fields = { host: hostOf(target), reason, lastMediaMs };
  if (reason === 'closed') log.info(fields, message);
  else log.warn(fields, message);
}

function cameraOptions(target: StreamTarget, now: () => number, options: Shared): CameraOptions {
  const { user, password } = target;
  return {
    url: urlOf(target),
    credentials: user === undefined ? undefined : { user, password: password ?? '' },
    allowBasic: options.allowBasic ?? false,
    now,
    readEveryMs: options.readEveryMs ?? 200,
    idleTimeoutMs: options.idleTimeoutMs ?? 5_000,
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    wakeUps: options.wakeUps,
  };
}

function urlOf(target: StreamTarget): CameraUrl {
  const url = parseCameraUrl(target.url);
  if (url) return url;
  throw unsupported('has a stream address that is not rtsp://host[:port]/path', 'Correct the address.');
}

/** For log lines: the path of an address may hold a password (I9). */
const hostOf = (target: StreamTarget): string | undefined => parseCameraUrl(target.url)?.host;

/** Wall time now, from then on moved by the monotonic clock alone: a step of the wall clock stays out of the run. */
function steadyWallTime(clock: Clock): () => number {
  const offsetMs = clock.nowMs() - clock.monotonicMs();
  return () => clock.monotonicMs() + offsetMs;
}
