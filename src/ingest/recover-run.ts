import { type FragmentedFile, keyframeTimesMs, readFragmentedFile } from '../media/index.ts';
import type { ClosedSegment, SpooledFile, SpooledRun, SpoolReader } from '../recording/index.ts';
import type { SegmentRepository } from './segment-repository.ts';

export interface RecoveryDeps {
  readonly spool: SpoolReader;
  readonly catalogue: Pick<SegmentRepository, 'commitDamaged' | 'runOf'>;
}

/** Facts of the run's other files, by counter. */
type KnownFiles = ReadonlyMap<number, ClosedSegment>;

/** An instant of a run, by our clock and by the camera's. */
interface Position {
  readonly wallMs: number;
  readonly mediaMs: number;
}

/**
 * Gives the files of a run whose recorder was killed their facts, so that they can be ingested: each begins where the
 * one before it ended, and lasts as long as its whole GOPs. Only for runs that are not live. Returns the files that
 * can be ingested now. A file without a whole GOP, or whose time is unknown, is put aside. Between two files that are
 * known, its time is a gap `damaged`; after the last one, the gap that follows the run stands for it (I4).
 *
 * The wall time of a run that never closed a file is that of its first frame as the recorder last knew it.
 * Errors: those of spool and catalogue; what is not recovered stays for the next try.
 */
export async function recoverRun(deps: RecoveryDeps, spooled: SpooledRun): Promise<ClosedSegment[]> {
  const { lastClosed } = spooled;
  const known = new Map<number, ClosedSegment>();
  for (const closed of [lastClosed, ...spooled.files.map((file) => file.closed)])
    if (closed) known.set(closed.seq, closed);
  const recovered: ClosedSegment[] = [];
  for (const file of spooled.files) {
    const closed = file.closed ?? (await recoverFile(deps, spooled, file, known));
    if (!closed) continue;
    recovered.push(closed);
    known.set(closed.seq, closed);
  }
  return recovered;
}

async function recoverFile(
  deps: RecoveryDeps,
  spooled: SpooledRun,
  spooledFile: SpooledFile,
  known: KnownFiles,
): Promise<ClosedSegment | undefined> {
  const { run, lastClosed } = spooled;
  const { seq } = spooledFile;
  const file = await deps.spool.withFile({ streamId: run.streamId, runId: run.id, seq }, async (bytes) =>
    readFragmentedFile(bytes),
  );
  if (!file) return undefined;
  const from = seq === 0 ? { wallMs: run.firstFrameMs, mediaMs: 0 } : endOf(known.get(seq - 1));
  const range = known.get(seq) ?? (from && file.isReadable && rangeOf(from, file, known.get(seq + 1)));
  if (!range) {
    const why = file.isReadable ? 'nothing tells when it was recorded' : file.damage.message;
    await putFileAside(deps, spooled, lostTimeOf(spooled, spooledFile, known), { seq, why });
    return undefined;
  }
  const packetsLost = lastClosed?.packetsLost ?? 0;
  const found: ClosedSegment = { runId: run.id, seq, packetsLost, end: 'error', ...range };
  const closed = known.get(seq) ?? found;
  await deps.spool.recoverSegment(run, closed);
  return closed;
}

/** The gap first: a crash between the two does both again. */
async function putFileAside(
  { spool, catalogue }: RecoveryDeps,
  { run }: SpooledRun,
  lost: Pick<ClosedSegment, 'startMs' | 'endMs'> | undefined,
  { seq, why }: { readonly seq: number; readonly why: string },
): Promise<void> {
  const closed = { runId: run.id, seq, mediaFromMs: 0, mediaToMs: 0, packetsLost: 0 };
  if (lost) await catalogue.commitDamaged(run, { ...closed, ...lost });
  await spool.quarantine(run.streamId, run.id, seq, why);
}

/**
 * From the end of the nearest file before it, or the first frame, to the start of the nearest one after it. `undefined`
 * when none is known after it: nothing that follows the run's last facts was promised, so its end has a gap already.
 */
function lostTimeOf({ run }: SpooledRun, { seq }: SpooledFile, known: KnownFiles) {
  const others = [...known.values()].sort((a, b) => a.seq - b.seq);
  const startMs = others.filter((other) => other.seq < seq).at(-1)?.endMs ?? run.firstFrameMs;
  const endMs = others.find((other) => other.seq > seq)?.startMs;
  return endMs !== undefined && endMs > startMs ? { startMs, endMs } : undefined;
}

const endOf = (closed: ClosedSegment | undefined): Position | undefined =>
  closed && { wallMs: closed.endMs, mediaMs: closed.mediaToMs };

/** As long as its whole GOPs; but where the file after it is known, that one begins where this one ends (I3). */
function rangeOf(from: Position, file: FragmentedFile, next: ClosedSegment | undefined) {
  const lengthMs = Math.max(1, keyframeTimesMs(file).at(-1) ?? 0);
  return {
    startMs: from.wallMs,
    endMs: next?.startMs ?? from.wallMs + lengthMs,
    mediaFromMs: from.mediaMs,
    mediaToMs: next?.mediaFromMs ?? from.mediaMs + lengthMs,
  };
}
