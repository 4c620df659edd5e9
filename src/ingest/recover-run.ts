import { type FragmentedFile, readFragmentedFile } from '../media/index.ts';
import type { ClosedSegment, SpooledFile, SpooledRun, SpoolReader } from '../recording/index.ts';

/** Where the next file of a run begins. */
interface Position {
  readonly wallMs: number;
  readonly mediaMs: number;
}

/**
 * Gives the files of a run whose recorder was killed their facts, so that they can be ingested: each begins where the
 * one before it ended, and lasts as long as its whole GOPs. Only for runs that are not live. Answers the files that
 * can be ingested now; one without a single whole GOP is put aside.
 *
 * The wall time of a run that never closed a file is that of its first frame as the recorder last knew it.
 */
export async function recoverRun(spool: SpoolReader, spooled: SpooledRun): Promise<ClosedSegment[]> {
  const recovered: ClosedSegment[] = [];
  let position = startOf(spooled);
  for (const file of spooled.files) {
    const closed = file.closed ?? (await recoverFile(spool, spooled, file, position));
    if (closed) recovered.push(closed);
    if (closed) position = endOf(closed);
  }
  return recovered;
}

async function recoverFile(
  spool: SpoolReader,
  { run, lastClosed }: SpooledRun,
  { seq }: SpooledFile,
  from: Position,
): Promise<ClosedSegment | undefined> {
  const name = { streamId: run.streamId, runId: run.id, seq };
  const file = await spool.withFile(name, async (bytes) => readFragmentedFile(bytes));
  if (!file) return undefined;
  if (!file.isReadable) {
    await spool.quarantine(run.streamId, run.id, seq, file.damage.message);
    return undefined;
  }
  const lengthMs = mediaLengthMs(file);
  const closed: ClosedSegment = {
    runId: run.id,
    seq,
    startMs: from.wallMs,
    endMs: from.wallMs + lengthMs,
    mediaFromMs: from.mediaMs,
    mediaToMs: from.mediaMs + lengthMs,
    packetsLost: lastClosed?.packetsLost ?? 0,
  };
  await spool.recoverSegment(run, closed);
  return closed;
}

const startOf = ({ run, lastClosed }: SpooledRun): Position =>
  lastClosed ? endOf(lastClosed) : { wallMs: run.firstFrameMs, mediaMs: 0 };

const endOf = (closed: ClosedSegment): Position => ({ wallMs: closed.endMs, mediaMs: closed.mediaToMs });

function mediaLengthMs({ fragments, track }: FragmentedFile): number {
  const endTicks = Math.max(...fragments.map((fragment) => fragment.presentationEndTicks));
  return Math.max(1, Math.round(((endTicks - fragments[0].presentationTicks) * 1000) / track.timescale));
}
