import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { type CameraId, newId, type RunId, type StreamId } from '../../../src/core/index.ts';
import type { CataloguedSegment } from '../../../src/ingest/index.ts';
import { segmentKeys } from '../../../src/objects/index.ts';
import type { Run } from '../../../src/recording/index.ts';
import type { StockedStream } from './stock.ts';

/** Begins a run of a stream at an instant, behind all its runs. */
export async function beginRun(
  db: Database,
  { cameraId, streamId }: StockedStream,
  firstFrameMs: number,
): Promise<Run> {
  const id = newId('run', firstFrameMs);
  const { rows } = await sql<{ epoch: number }>`
    insert into run (id, stream_id, epoch, node_id, worker, claimed_at_ms, first_frame_ms)
      select ${id}, ${streamId}, 1 + coalesce(max(epoch), 0), 'bench', 'bench', ${firstFrameMs}, ${firstFrameMs}
        from run where stream_id = ${streamId} returning epoch`.execute(db);
  return runOf({ id, cameraId, streamId }, rows[0]?.epoch ?? 1, firstFrameMs);
}

const runOf = (
  names: { readonly id: RunId; readonly cameraId: CameraId; readonly streamId: StreamId },
  epoch: number,
  firstFrameMs: number,
): Run => ({ ...names, epoch, startedAtMs: firstFrameMs, codec: 'h264', firstFrameMs });

/** The facts of a segment whose objects are said to be stored. */
export function benchSegment(run: Run, seq: number, startMs: number, lengthMs: number): CataloguedSegment {
  const digest = () => randomBytes(32).toString('hex');
  const endMs = startMs + lengthMs;
  const indexSha256 = digest();
  return {
    run,
    closed: {
      runId: run.id,
      seq,
      startMs,
      endMs,
      mediaFromMs: startMs - run.firstFrameMs,
      mediaToMs: endMs - run.firstFrameMs,
      packetsLost: 0,
    },
    objectKey: segmentKeys({ ...run, startMs }).original,
    sizeBytes: 11_000_000,
    sha256: digest(),
    codec: 'h264',
    width: 1_280,
    height: 720,
    initBytes: 700,
    packedKeyframes: randomBytes(150),
    indexSha256,
    index: { sha256: indexSha256, sizeBytes: 4_000 },
    media: {
      codecString: 'avc1.640028',
      parameterSetsSha256: digest(),
      timescale: 90_000,
      frames: Math.round(lengthMs / 66),
      keyframes: 30,
      firstTicks: 0,
      endTicks: lengthMs * 90,
      isSigned: false,
    },
  };
}
