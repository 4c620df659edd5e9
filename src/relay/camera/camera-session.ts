import { AppError, type CameraNetworks } from '../../core/index.ts';
import type { DigestCredentials } from '../../digest-auth/index.ts';
import type { CameraUrl } from '../rtsp/camera-url.ts';
import { InterleavedFramer } from '../rtsp/interleaved-framer.ts';
import { statusOf } from '../rtsp/message.ts';
import type { EndReason } from '../session.ts';
import { type Connection, connect } from '../sockets.ts';
import type { WakeUps } from '../wake-ups.ts';
import { AllowedSilence } from './allowed-silence.ts';
import { asCameraFailure, endReasonOf, offline } from './camera-failure.ts';
import { play, type Setup, setUpVideo } from './handshake.ts';
import { Keepalive } from './keepalive.ts';
import { refuseOtherProtocol, refuseWithoutAnswer } from './other-protocol.ts';
import { ReadPace } from './read-pace.ts';
import { RequestChannel } from './request-channel.ts';
import { type ReceiverEvents, VideoReceiver } from './video-receiver.ts';

export interface CameraOptions {
  readonly url: CameraUrl;
  readonly credentials: DigestCredentials | undefined;
  readonly allowsBasic: boolean;
  /** Wall time at the opening of the session plus monotonic time since: never steps. */
  now(): number;
  readonly readEveryMs: number;
  /** A camera of a usual rate that sends no packet for this long is offline. */
  readonly idleTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly networks: CameraNetworks;
  readonly wakeUps: WakeUps;
}

export interface CameraEvents extends ReceiverEvents {
  /** Called once, unless `close` came first; nothing is delivered after it. */
  onEnd(reason: EndReason, message: string): void;
}

/** How long to wait for the answer to TEARDOWN before disconnecting. */
const farewellMs = 500;
const idleLooks = 5;

/** The camera's side: one RTSP session over TCP, video only. Call `setUp`, `play` once, then `close`. */
export class CameraSession {
  private readonly framer: InterleavedFramer;
  private readonly channel: RequestChannel;
  private connection: Connection | undefined;
  private setup: Setup | undefined;
  private receiver: VideoReceiver | undefined;
  private keepalive: Keepalive | undefined;
  private cancelWatch: (() => void) | undefined;
  private packetsSeen = 0;
  private readonly silence: AllowedSilence;
  private isLeaving = false;
  private receivedBytes = 0;
  private hasAnswered = false;
  private onEnd: CameraEvents['onEnd'] | undefined;

  private constructor(private readonly options: CameraOptions) {
    this.silence = new AllowedSilence(options.idleTimeoutMs);
    this.framer = new InterleavedFramer({
      onFrame: (channel, bytes, from, to) => {
        if (!this.isLeaving) this.receiver?.onFrame(channel, bytes, from, to);
      },
      onMessage: (message) => {
        if (statusOf(message) === undefined) return;
        this.hasAnswered = true;
        this.channel.onResponse(message);
      },
    });
    this.channel = new RequestChannel({
      credentials: options.credentials,
      allowsBasic: options.allowsBasic,
      timeoutMs: options.connectTimeoutMs,
      wakeUps: options.wakeUps,
      send: (text) => this.connection?.write(text),
    });
  }

  /** Connects, authenticates, sets up the video. Rejects with a camera failure; then nothing stays open. */
  static async setUp(options: CameraOptions): Promise<CameraSession> {
    const session = new CameraSession(options);
    try {
      session.connection = await session.connect();
      session.setup = await setUpVideo(session.channel, options.url);
      return session;
    } catch (error) {
      session.hangUp(asCameraFailure(error));
      throw asCameraFailure(error);
    }
  }

  /** The camera's SDP offer. */
  get offer(): Setup['offer'] {
    if (!this.setup) throw new Error('the session is not set up');
    return this.setup.offer;
  }

  get received(): VideoReceiver | undefined {
    return this.receiver;
  }

  /** Starts the stream; packets may arrive before this resolves. */
  async play(events: CameraEvents): Promise<void> {
    if (!this.setup) throw new Error('the session is not set up');
    const { clockRate } = this.setup.offer;
    this.receiver = new VideoReceiver(this.setup, {
      onAccessUnit: (unit) => {
        this.silence.note((unit.ticks * 1000) / clockRate, unit.arrivalMs);
        events.onAccessUnit(unit);
      },
      onSourceChange: () => events.onSourceChange(),
    });
    try {
      await play(this.channel, this.setup);
    } catch (error) {
      this.hangUp(asCameraFailure(error));
      throw asCameraFailure(error);
    }
    this.onEnd = (reason, message) => events.onEnd(reason, message);
    this.keepalive = new Keepalive(this.channel, this.setup, (error) => {
      if (endReasonOf(error) === 'auth') this.fail(asCameraFailure(error));
    });
    this.watchForSilence();
  }

  /** Sends TEARDOWN, so that the camera frees its session (some allow one or two, quirk 25). */
  async close(): Promise<void> {
    this.onEnd = undefined;
    this.keepalive?.stop();
    this.cancelWatch?.();
    this.receiver?.flush();
    this.isLeaving = true;
    if (this.setup && this.connection) await this.tearDown(this.setup.aggregateUrl);
    this.hangUp(offline('was left'));
  }

  private async tearDown(url: string): Promise<void> {
    const patience = new Promise<void>((resolve) => this.options.wakeUps.after(farewellMs, resolve));
    await Promise.race([this.channel.request('TEARDOWN', url).catch(() => {}), patience]);
  }

  private async connect(): Promise<Connection> {
    const { url, connectTimeoutMs: timeoutMs, readEveryMs, networks, wakeUps } = this.options;
    const pace = new ReadPace(readEveryMs);
    const pauseMs = (drained: number): number => (this.keepalive ? pace.nextPauseMs(drained) : 0);
    try {
      return await connect(
        { host: url.host, port: url.port, networks, timeoutMs, pauseMs, wakeUps },
        {
          onBytes: (bytes) => this.onBytes(bytes),
          onClose: (code) =>
            this.fail(offline(`closed the connection${code === undefined ? '' : ` (${code})`}`)),
        },
      );
    } catch (error) {
      throw error instanceof AppError ? error : offline(`cannot be reached (${codeOf(error)})`);
    }
  }

  private onBytes(bytes: Buffer): void {
    if (this.receiver) this.receiver.readAtMs = this.options.now();
    try {
      if (this.receivedBytes === 0) refuseOtherProtocol(bytes);
      this.receivedBytes += bytes.length;
      this.framer.push(bytes);
      if (!this.hasAnswered) refuseWithoutAnswer(this.receivedBytes);
    } catch (error) {
      this.fail(asCameraFailure(error));
    }
  }

  /** Checks `idleLooks` times within the timeout; fails when no packet came for as long as this camera may be silent. */
  private watchForSilence(silentLooks = 0): void {
    const { wakeUps, idleTimeoutMs } = this.options;
    const lookEveryMs = idleTimeoutMs / idleLooks;
    const silentMs = Math.round(silentLooks * lookEveryMs);
    if (silentMs >= this.silence.ms) {
      this.fail(offline(`sent nothing for ${silentMs} ms`));
      return;
    }
    this.cancelWatch = wakeUps.after(lookEveryMs, () => {
      const packets = this.receiver?.packets ?? 0;
      const isSilent = packets === this.packetsSeen;
      this.packetsSeen = packets;
      this.watchForSilence(isSilent ? silentLooks + 1 : 0);
    });
  }

  private fail(failure: AppError): void {
    const { onEnd } = this;
    this.onEnd = undefined;
    if (onEnd) this.receiver?.flush();
    this.hangUp(failure);
    onEnd?.(endReasonOf(failure), failure.message);
  }

  private hangUp(failure: AppError): void {
    this.keepalive?.stop();
    this.cancelWatch?.();
    this.channel.close(failure);
    this.connection?.destroy();
    this.connection = undefined;
  }
}

/** Only the system's error code: the message of a network error contains addresses, and perhaps more. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no connection';
