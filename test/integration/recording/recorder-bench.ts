import { EventEmitter } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from '../../../src/adapters/disk/folder-lock.ts';
import { createDirectRecorder } from '../../../src/adapters/disk/recorder/direct-recorder.ts';
import { createFfmpegRecorder } from '../../../src/adapters/ffmpeg/recorder.ts';
import { type Clock, dayMs, silentLog, systemClock } from '../../../src/core/index.ts';
import type { RecordedFile, Recorder, RecorderProcess } from '../../../src/recording/index.ts';
import { createRelay, type Relay, type RelaySession } from '../../../src/relay/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { encodeClip, type Picture } from '../relay/clip.ts';
import { FakeCamera, type FakeCameraOptions } from '../relay/fake-camera.ts';

/** 25 frames a second, a keyframe every second. */
export const gopFrames = 25;
export const gopMs = 1_000;
/** No border of segments that long comes while a test runs: recorders cut where the wall clock passes a multiple. */
export const uncutMs = 1_000 * 365 * dayMs;
let clip: Picture[] | undefined;

export interface TestRecording {
  readonly process: RecorderProcess;
  readonly session: RelaySession;
  readonly files: readonly RecordedFile[];
  readonly directory: string;
  /** Resolves when the recorder alone holds its lock, or nobody. */
  readonly released: Promise<void>;
  /** Resolves when so many files are closed. */
  closed(count: number): Promise<void>;
}

export type RecorderName = 'ffmpeg' | 'direct';

export interface RecorderBenchOptions extends Partial<FakeCameraOptions> {
  /** By default ffmpeg. */
  readonly recorder?: RecorderName;
  /** Says when the direct recorder cuts. */
  readonly clock?: Clock;
}

/** A camera, the relay, and a real recorder of it. */
export class RecorderBench {
  private readonly relay: Relay;

  private constructor(
    private readonly root: string,
    readonly camera: FakeCamera,
    private readonly recorder: Recorder,
    isReadHere: () => boolean,
  ) {
    const quick = { readEveryMs: 0, writeEveryMs: 100, isReadHere };
    this.relay = createRelay({ networks: testNetworks, clock: systemClock, log: silentLog, ...quick });
  }

  static async make({
    recorder = 'ffmpeg',
    clock = systemClock,
    ...given
  }: RecorderBenchOptions = {}): Promise<RecorderBench> {
    clip ??= encodeClip({ seconds: 4, gopFrames });
    const camera = await FakeCamera.start({ pictures: clip, ...given });
    const root = await mkdtemp(join(tmpdir(), 'recorder-'));
    const isDirect = recorder === 'direct';
    const made = isDirect ? createDirectRecorder(clock) : await createFfmpegRecorder();
    return new RecorderBench(root, camera, made, () => isDirect);
  }

  async session(credentials: { user?: string; password?: string } = {}): Promise<RelaySession> {
    const session = await this.relay.open({ url: this.camera.url, ...credentials });
    await session.firstKeyframe;
    return session;
  }

  /** Records a session of its own into a directory of its own, in files of `segmentMs`. */
  async record(
    given: {
      readonly segmentMs?: number;
      readonly directory?: string;
      readonly session?: RelaySession;
      readonly onFile?: (file: RecordedFile, session: RelaySession) => void;
    } = {},
  ): Promise<TestRecording> {
    const { segmentMs = 1_000, directory = join(this.root, 'run') } = given;
    await mkdir(directory, { recursive: true });
    const session = given.session ?? (await this.session());
    const files: RecordedFile[] = [];
    const events = new EventEmitter();
    const onFile = (file: RecordedFile) => {
      files.push(file);
      given.onFile?.(file, session);
      events.emit('file');
    };
    const lock = await lockFolder(directory);
    const place = { directory, lockFd: lock.fd };
    const cuts = { segmentMs, cutOffsetMs: 0, firstSeq: 0 };
    const { url, pictures } = session;
    const process = this.recorder.start({ url, ...(pictures && { pictures }), ...place, ...cuts, onFile });
    // From then on a recorder of a process of its own has it alone.
    const released = process.begun.then(() => lock.close());
    const closed = (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => files.length >= count && resolve();
        events.on('file', look);
        look();
      });
    return { process, session, files, directory, closed, released };
  }

  async close(): Promise<void> {
    await this.relay.close();
    await this.camera.stop();
    await rm(this.root, { recursive: true, force: true });
  }
}
