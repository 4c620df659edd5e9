import { type FragmentedFile, keyframeTimesMs, readFragmentedFile } from '../media/index.ts';
import type { ClosedSegment, SpooledFile, SpooledRun, SpoolReader } from '../recording/index.ts';

/** An instant of a run, by our clock and by the camera's. */
interface Position {
  readonly wallMs: number;
  readonly mediaMs: number;
}

/**
 * Gives the files of a run whose recorder was killed their facts, so that they can be ingested: each begins where the
 * one before it ended, and lasts as long as its whole GOPs. Only for runs that are not live. Answers the files that
 * can be ingested now; one without a single whole GOP, or whose time nothing tells, is put aside.
 *
 * The wall time of a run that never closed a file is that of its first frame as the recorder last knew it.
 */
export async function recoverRun(spool: SpoolReader, spooled: SpooledRun): Promise<ClosedSegment[]> {
  const { lastClosed } = spooled;
  const known = new Map<number, ClosedSegment>();
  for (const closed of [lastClosed, ...spooled.files.map((file) => file.closed)])
    if (closed) known.set(closed.seq, closed);
  const recovered: ClosedSegment[] = [];
  for (const file of spooled.files) {
    const closed = file.closed ?? (await recoverFile(spool, spooled, file, known));
    if (!closed) continue;
    recovered.push(closed);
    known.set(closed.seq, closed);
  }
  return recovered;
}

async function recoverFile(
  spool: SpoolReader,
  { run, lastClosed }: SpooledRun,
  { seq }: SpooledFile,
  known: ReadonlyMap<number, ClosedSegment>,
): Promise<ClosedSegment | undefined> {
  const file = await spool.withFile({ streamId: run.streamId, runId: run.id, seq }, async (bytes) =>
    readFragmentedFile(bytes),
  );
  if (!file) return undefined;
  const from = seq === 0 ? { wallMs: run.firstFrameMs, mediaMs: 0 } : endOf(known.get(seq - 1));
  const range = known.get(seq) ?? (from && file.isReadable && rangeOf(from, file, known.get(seq + 1)));
  if (!range) {
    const why = file.isReadable ? 'nothing tells when it was recorded' : file.damage.message;
    await spool.quarantine(run.streamId, run.id, seq, why);
    return undefined;
  }
  const closed = { runId: run.id, seq, packetsLost: lastClosed?.packetsLost ?? 0, ...range };
  await spool.recoverSegment(run, closed);
  return closed;
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
