import type { CameraNetworks, Clock, Log } from '../core/index.ts';
import { unsupported } from './camera/camera-failure.ts';
import { type CameraOptions, CameraSession } from './camera/camera-session.ts';
import { openRecorderEndpoint, type RecorderEndpoint } from './recorder/recorder-endpoint.ts';
import { RelayedSession } from './relayed-session.ts';
import { type CameraUrl, parseCameraUrl } from './rtsp/camera-url.ts';
import type { PartFormat, Relay, SessionEnd, StreamTarget } from './session.ts';
import { WakeUps } from './wake-ups.ts';

export interface RelayOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Where addresses of streams may lead. */
  readonly networks: CameraNetworks;
  /** Average interval between reads of a camera's socket; 0 = as bytes come. Default 200. */
  readonly readEveryMs?: number;
  /** Interval between writes to the recorder. Default 1000. */
  readonly writeEveryMs?: number;
  /** A camera without RTP packets for this long, or three pictures if that is longer, is offline. Default 5000. */
  readonly idleTimeoutMs?: number;
  /** Timeout of the connection and of each answer during set-up. Default 5000. */
  readonly connectTimeoutMs?: number;
  /** A recorder that reads no byte for this long counts as stalled; twice that until it comes. Default 10 000. */
  readonly stallMs?: number;
  /** Whether the pictures of a part are read in this process, and not on loopback. Default: none are. */
  readonly isReadHere?: (format: PartFormat, host: string) => boolean;
  /** Most bytes queued for one recorder. Default 24 MiB. */
  readonly maxQueuedBytes?: number;
}

/** Shared by all sessions of one relay. */
interface Shared extends RelayOptions {
  readonly endpoint: RecorderEndpoint;
  readonly wakeUps: WakeUps;
}

/** Makes the relay of one process: one listening socket on loopback, any number of sessions. */
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
  const isReadHere = (format: PartFormat): boolean =>
    shared.isReadHere?.(format, hostOf(target) ?? '') ?? false;
  const now = steadyWallTime(clock);
  const camera = await CameraSession.setUp(cameraOptions(target, now, shared));
  const { stallMs = 10_000 } = shared;
  const limits = {
    writeEveryMs: shared.writeEveryMs ?? 1_000,
    stallMs,
    arrivalMs: 2 * stallMs,
    maxQueuedBytes: shared.maxQueuedBytes ?? 24 * 1024 * 1024,
  };
  const session = new RelayedSession({ camera, endpoint, now, wakeUps, limits, isReadHere });
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
  const { user, password, allowsBasic = false } = target;
  return {
    url: urlOf(target),
    credentials: user === undefined ? undefined : { user, password: password ?? '' },
    allowsBasic,
    now,
    readEveryMs: options.readEveryMs ?? 200,
    idleTimeoutMs: options.idleTimeoutMs ?? 5_000,
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    networks: options.networks,
    wakeUps: options.wakeUps,
  };
}

function urlOf(target: StreamTarget): CameraUrl {
  const url = parseCameraUrl(target.url);
  if (url) return url;
  throw unsupported('has a stream address that is not rtsp://host[:port]/path', 'Correct the address.');
}

/** For log lines: the path of an address may contain a password (I9). */
const hostOf = (target: StreamTarget): string | undefined => parseCameraUrl(target.url)?.host;

/** Wall time of now, advanced by the monotonic clock alone: a step of the wall clock stays out of the run. */
function steadyWallTime(clock: Clock): () => number {
  const offsetMs = clock.nowMs() - clock.monotonicMs();
  return () => clock.monotonicMs() + offsetMs;
}
