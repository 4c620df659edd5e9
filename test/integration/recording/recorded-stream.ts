import { sql } from 'kysely';
import { PostgresCameraRepository } from '../../../src/adapters/postgres/camera/camera-repository.ts';
import { cameraChanged } from '../../../src/camera/index.ts';
import type { ClosedSegment, GapReason, Lease, Run } from '../../../src/recording/index.ts';
import {
  aCataloguedSegment,
  aClaimant,
  aClosedSegment,
  aRun,
  aStream,
  type StreamInCatalogue,
} from '../../support/builders.ts';
import { letLeaseExpire, letLeaseLast, letRetryComeDue } from '../../support/lease-time.ts';
import { aScribe } from '../../support/scribe.ts';
import type { TestCatalogue } from './catalogue.ts';

interface Recording {
  readonly run: Run;
  /** Where the next file starts. */
  nextMs: number;
  seq: number;
  toldMs: number | undefined;
}

/**
 * A worker, a camera and a spool as simple as they can be, for one stream of a real catalogue. Each method is one
 * thing that happens in the world; one that cannot happen now does nothing.
 */
export class RecordedStream {
  private lease: Lease | undefined;
  private recording: Recording | undefined;
  private readonly spool: { readonly run: Run; readonly closed: ClosedSegment }[] = [];
  private readonly register: PostgresCameraRepository;

  private constructor(
    private readonly catalogue: TestCatalogue,
    readonly stream: StreamInCatalogue,
  ) {
    this.register = new PostgresCameraRepository(catalogue.db, catalogue.clock, aScribe(catalogue.clock));
  }

  static async enrolled(catalogue: TestCatalogue): Promise<RecordedStream> {
    return new RecordedStream(catalogue, await aStream(catalogue.db));
  }

  get waiting(): number {
    return this.spool.length;
  }

  /** Another may claim while we hold it, and is refused; an expired or free stream is ours. */
  async claim(): Promise<void> {
    await letRetryComeDue(this.catalogue.db, this.stream.streamId);
    const target = await this.catalogue.leases.claim(this.stream.streamId, aClaimant());
    if (this.lease && target) throw new Error('claimed twice');
    this.lease ??= target?.lease;
    await letLeaseLast(this.catalogue.db, this.stream.streamId);
  }

  /** `burstMs` of the opening GOP were cached; the wall time settles `driftMs` away from what is told. */
  firstFrame(burstMs: number, driftMs: number): void {
    if (!this.lease || this.recording) return;
    const firstFrameMs = this.catalogue.clock.nowMs() - burstMs;
    const { runId: id, epoch } = this.lease;
    const run = aRun({ ...this.stream, id, epoch, firstFrameMs });
    this.recording = { run, nextMs: firstFrameMs + driftMs, seq: 0, toldMs: firstFrameMs };
  }

  async tellStart(): Promise<void> {
    const { toldMs } = this.recording ?? {};
    if (toldMs === undefined || !this.recording || !this.lease) return;
    await this.catalogue.leases.started(this.lease, toldMs);
    this.recording.toldMs = undefined;
  }

  closeFile(lengthMs: number): void {
    if (!this.recording) return;
    const { run, nextMs: startMs, seq } = this.recording;
    const endMs = startMs + lengthMs;
    this.spool.push({ run, closed: aClosedSegment(run, { seq, startMs, endMs }) });
    Object.assign(this.recording, { nextMs: endMs, seq: seq + 1 });
    this.catalogue.clock.advance(Math.max(0, endMs - this.catalogue.clock.nowMs()));
  }

  async end(reason: GapReason): Promise<void> {
    if (!this.lease) return;
    const extent = this.recording?.seq ? { recordedToMs: this.recording.nextMs } : {};
    await this.catalogue.leases.release(this.lease, { reason, message: reason, retryInMs: 0, ...extent });
    this.vanish();
  }

  /** The worker is gone; what it had written of its file is recovered, if that is a GOP at all. */
  async kill(tailMs: number): Promise<void> {
    if (tailMs > 0) this.closeFile(tailMs);
    await letLeaseExpire(this.catalogue.db, this.stream.streamId);
    this.vanish();
  }

  /** The worker learns of it at its next renewal, and finishes its file. */
  async pause(tailMs: number): Promise<void> {
    await this.enable(false);
    this.closeFile(Math.max(tailMs, this.catalogue.clock.nowMs() - (this.recording?.nextMs ?? 0)));
    await this.end('recorder');
  }

  resume(): Promise<void> {
    return this.enable(true);
  }

  private async enable(enabled: boolean): Promise<void> {
    const { cameraId } = this.stream;
    const event = cameraChanged({ nowMs: this.catalogue.clock.nowMs() }, cameraId, ['recording']);
    await this.register.update(cameraId, { enabled }, event);
  }

  async ingest(pick: number, how: 'once' | 'twice' | 'damaged'): Promise<void> {
    const [file] = this.spool.splice(pick % Math.max(1, this.spool.length), 1);
    if (!file) return;
    const { segments } = this.catalogue;
    if (how === 'damaged') return segments.commitDamaged(file.run, file.closed);
    for (let i = 0; i < (how === 'twice' ? 2 : 1); i++)
      await segments.commit(aCataloguedSegment(file.run, file.closed));
  }

  /** Marks some segments garbage, from the one at `pick` on; those that were marked before are taken back. */
  async mark(pick: number, count: number): Promise<void> {
    const { streamId } = this.stream;
    await sql`update segment set deletion_id = null where stream_id = ${streamId}`.execute(this.catalogue.db);
    await sql`
      update segment set deletion_id = 'deletion_test' where stream_id = ${streamId} and start_ms in (
        select start_ms from segment where stream_id = ${streamId} order by start_ms, run_id
          offset ${pick} limit ${count})`.execute(this.catalogue.db);
  }

  /** What breaks I3 and I4 now, and a frontier ahead of now. */
  async faults(): Promise<string[]> {
    const account = await this.catalogue.account(this.stream.streamId);
    const nowMs = Math.max(account.enrolledMs, this.catalogue.clock.nowMs());
    const faults = await this.catalogue.faults(this.stream.streamId);
    return [...faults, ...(account.accountedUntilMs > nowMs ? ['the frontier lies ahead'] : [])];
  }

  private vanish(): void {
    this.lease = undefined;
    this.recording = undefined;
  }
}
