import type { ClockReading } from '../../../src/camera/index.ts';
import {
  type CameraId,
  type NodeId,
  newId,
  type StreamId,
  silentLog,
  unavailable,
} from '../../../src/core/index.ts';
import {
  type ClosedSegment,
  type Lease,
  type LeaseRepository,
  type OpenRun,
  type Recorder,
  type RecorderEnd,
  type RecorderProcess,
  RecorderSupervisor,
  type RecordingOrder,
  type RecordingTarget,
  type Run,
  type RunOutcome,
  type RunSpool,
  type SupervisorDeps,
} from '../../../src/recording/index.ts';
import type {
  EndReason,
  FirstKeyframe,
  Relay,
  RelayPart,
  RelaySession,
  SessionEnd,
  SessionStats,
  StreamTarget,
} from '../../../src/relay/index.ts';
import { HandClock } from '../../support/hand-clock.ts';

/** A promise that the test settles. */
export interface Later<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

export function later<T>(): Later<T> {
  let settle: Pick<Later<T>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  promise.catch(() => {});
  if (!settle) throw new Error('a promise runs its executor at once');
  return { promise, ...settle };
}

/** A camera's session: the test sends the first keyframe, ends it, and says how much has come. */
export class FakeSession implements RelaySession {
  readonly url = 'rtsp://127.0.0.1:1/token';
  readonly codec = 'h264';
  readonly mediaFromMs = 0;
  private following = later<RelayPart | undefined>();
  readonly next = this.following.promise;
  readonly keyframe = later<FirstKeyframe>();
  readonly firstKeyframe = this.keyframe.promise;
  readonly end = later<SessionEnd>();
  readonly ended = this.end.promise;
  bytes = 0;
  gopMs = 2_000;
  /** Wall time of media time 0. */
  wallMs = 0;
  isClosed = false;
  senderReport: SessionStats['senderReport'];
  /** How long pictures lead a keyframe. */
  leadMs = 0;
  private closedToMs = 0;

  readonly clock = {
    wallOf: (mediaMs: number) => this.wallMs + mediaMs,
    closeSegment: (mediaToMs: number) => {
      const [wallStartMs, wallEndMs] = [this.wallMs + this.closedToMs, this.wallMs + mediaToMs];
      this.closedToMs = mediaToMs;
      return { wallStartMs, wallEndMs };
    },
  };

  cutAt(mediaToMs: number): number {
    return mediaToMs + this.leadMs;
  }

  sendKeyframe(wallMs: number): void {
    this.wallMs = wallMs;
    this.keyframe.resolve({ wallMs, parameterSets: [] });
  }

  /** The picture format changes: the recorder gets nothing more, and another part waits for the next one. */
  changeFormat(mediaFromMs: number): void {
    const last = this.following;
    this.following = later();
    last.resolve({ url: `${this.url}-${mediaFromMs}`, mediaFromMs, next: this.following.promise });
  }

  breakOff(reason: EndReason, message: string = reason): void {
    this.end.resolve({ reason, message, lastMediaMs: 0 });
    this.following.resolve(undefined);
    this.keyframe.reject(unavailable('camera-offline', `No keyframe came: ${message}`));
  }

  stats = (): SessionStats => ({
    packets: 0,
    lost: 0,
    bytes: this.bytes,
    keyframes: 1,
    ssrc: 1,
    lastArrivalMs: 0,
    gopMs: this.gopMs,
    ...(this.senderReport && { senderReport: this.senderReport }),
  });

  async close(): Promise<void> {
    this.isClosed = true;
    this.breakOff('closed');
  }
}

export class FakeRelay implements Relay {
  readonly sessions: FakeSession[] = [];
  readonly targets: StreamTarget[] = [];
  /** Set: cameras answer only when the test settles it. */
  answer: Later<void> | undefined;

  async open(target: StreamTarget): Promise<RelaySession> {
    this.targets.push(target);
    await this.answer?.promise;
    const session = new FakeSession();
    this.sessions.push(session);
    return session;
  }

  async close(): Promise<void> {}

  get last(): FakeSession {
    const session = this.sessions.at(-1);
    if (!session) throw new Error('no session was opened');
    return session;
  }
}

export class FakeProcess implements RecorderProcess {
  readonly pid = 1;
  readonly end = later<RecorderEnd>();
  readonly ended = this.end.promise;
  readonly beginning = later<boolean>();
  readonly begun = this.beginning.promise;
  stops = 0;

  constructor(readonly order: RecordingOrder) {
    void this.ended.then(() => this.beginning.resolve(false));
  }

  /** A file of the media time up to `mediaToMs` closes. */
  closeFile(seq: number, mediaFromMs: number, mediaToMs: number): void {
    this.order.onFile({ seq, mediaFromMs, mediaToMs });
  }

  async stop(): Promise<RecorderEnd> {
    this.stops += 1;
    return this.ended;
  }
}

/** Starts recorders that end with their session, unless told to hang. */
export class FakeRecorder implements Recorder {
  readonly processes: FakeProcess[] = [];
  isHanging = false;
  /** Recorders wait for their turn to start. */
  isSlow = false;

  constructor(private readonly relay: FakeRelay) {}

  start(order: RecordingOrder): RecorderProcess {
    const process = new FakeProcess(order);
    this.processes.push(process);
    if (!this.isSlow) process.beginning.resolve(true);
    if (!this.isHanging)
      void this.relay.last.ended.then(() => process.end.resolve({ kind: 'finished', message: '' }));
    return process;
  }

  get last(): FakeProcess {
    const process = this.processes.at(-1);
    if (!process) throw new Error('no recorder was started');
    return process;
  }
}

export class FakeSpool implements RunSpool {
  readonly nodeId = 'node_test' as NodeId;
  readonly closed: ClosedSegment[] = [];
  readonly runs = new Map<string, Run>();
  /** Runs that were opened and not released. */
  readonly held = new Set<string>();
  isFull = false;
  isBelowReserve = false;

  async hasFreeSpace(): Promise<boolean> {
    return !this.isBelowReserve;
  }

  async openRun(run: Run): Promise<OpenRun> {
    this.refuseWhenFull();
    this.runs.set(run.id, run);
    this.held.add(run.id);
    const release = async () => void this.held.delete(run.id);
    return { directory: `/spool/${run.id}`, lockFd: -1, release };
  }

  async updateRun(run: Run): Promise<void> {
    this.refuseWhenFull();
    this.runs.set(run.id, run);
  }

  async closeSegment(_run: Run, closed: ClosedSegment): Promise<void> {
    this.refuseWhenFull();
    this.closed.push(closed);
  }

  private refuseWhenFull(): void {
    if (this.isFull) throw unavailable('spool-full', 'the spool has no free space');
  }
}

/** A lease book in memory; keeps what it was told. */
export class FakeLeases implements LeaseRepository {
  readonly waiting: { lease: Lease; reason: string }[] = [];
  readonly started_: { lease: Lease; firstFrameMs: number }[] = [];
  readonly released: { lease: Lease; outcome: RunOutcome }[] = [];
  readonly epochs = new Map<StreamId, number>();
  isDown = false;
  allowsBasic = false;
  /** Set: claims wait until the test settles it. */
  slow: Later<void> | undefined;

  wanted = async (): Promise<StreamId[]> => [];
  holders = async (): Promise<string[]> => [];
  lapse = async (): Promise<number> => 0;
  unreachable = async (): Promise<number> => 0;
  answeredStrangely = async (): Promise<number> => 0;

  async claim(streamId: StreamId, { runId }: { runId: Run['id'] }): Promise<RecordingTarget | undefined> {
    this.refuseWhenDown();
    await this.slow?.promise;
    const lease = { streamId, runId, epoch: this.epochOf(streamId) + 1 };
    this.epochs.set(streamId, lease.epoch);
    const { allowsBasic } = this;
    return { lease, cameraId: newId('camera', 0), url: 'rtsp://192.0.2.1/1', failures: 0, allowsBasic };
  }

  async waits(lease: Lease, { reason }: { reason: string }): Promise<void> {
    this.refuseWhenDown();
    this.waiting.push({ lease, reason });
  }

  async started(lease: Lease, firstFrameMs: number): Promise<void> {
    this.refuseWhenDown();
    this.started_.push({ lease, firstFrameMs });
  }

  async renew(leases: readonly Lease[]): Promise<Set<StreamId>> {
    this.refuseWhenDown();
    return new Set(
      leases.flatMap(({ streamId, epoch }) => (epoch === this.epochOf(streamId) ? streamId : [])),
    );
  }

  async release(lease: Lease, outcome: RunOutcome): Promise<void> {
    this.refuseWhenDown();
    this.released.push({ lease, outcome });
  }

  /** Somebody else claims the stream. */
  takeAway(streamId: StreamId): void {
    this.epochs.set(streamId, this.epochOf(streamId) + 1);
  }

  private epochOf(streamId: StreamId): number {
    return this.epochs.get(streamId) ?? 0;
  }

  private refuseWhenDown(): void {
    if (this.isDown) throw unavailable('catalogue-unavailable', 'PostgreSQL cannot be reached');
  }
}

/** Keeps what sender reports said. */
export class FakeClockBook {
  readonly kept: { readonly id: CameraId; readonly reading: ClockReading }[] = [];
  isDown = false;

  async keepReport(id: CameraId, reading: ClockReading): Promise<void> {
    if (this.isDown) throw unavailable('catalogue-unavailable', 'PostgreSQL cannot be reached');
    this.kept.push({ id, reading });
  }
}

/** A supervisor with nothing real about it but itself. */
export function aSupervisor(given: Partial<SupervisorDeps> = {}) {
  const relay = new FakeRelay();
  const parts = {
    relay,
    recorder: new FakeRecorder(relay),
    spool: new FakeSpool(),
    leases: new FakeLeases(),
    clocks: new FakeClockBook(),
    clock: new HandClock(),
  };
  const announced: ClosedSegment[] = [];
  const supervisor = new RecorderSupervisor({
    ...parts,
    announce: async (_run, closed) => void announced.push(closed),
    cipher: { open: () => ({ user: 'u', password: 'p' }), openPath: () => '/secret' },
    log: silentLog,
    segmentMs: 60_000,
    holder: 'worker-a',
    capacity: 10,
    ...given,
  });
  /** Brings one stream to its first keyframe. */
  const recording = async (streamId: StreamId = newId('stream', 0)) => {
    const outcome = supervisor.record(streamId);
    await turns();
    const session = relay.last;
    session.sendKeyframe(parts.clock.nowMs());
    await outcome;
    return { streamId, session, process: parts.recorder.last };
  };
  const round = async () => {
    await supervisor.renew();
    await supervisor.tend();
  };
  /** Looks after all runs for so long, every two seconds as a worker does. */
  const tendFor = async (ms: number) => {
    for (let restMs = ms; restMs > 0; restMs -= 2_000) {
      parts.clock.advance(Math.min(2_000, restMs));
      await supervisor.tend();
    }
  };
  return { ...parts, announced, supervisor, recording, round, tendFor };
}

/** Lets everything that is ready to run do so. */
export const turns = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
