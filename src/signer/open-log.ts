import { AppError } from '../core/index.ts';
import {
  type Checkpoint,
  GrowingLog,
  keyFingerprint,
  laterKey,
  type NoteKey,
  type TreeHead,
} from '../log/index.ts';
import type { LogFolder } from './log-folder.ts';
import type { SignerDeps } from './signer-deps.ts';
import { isMemoryOf, type Remembered } from './signer-memory.ts';
import { type SignerStop, signerStopped } from './signer-stop.ts';

/** A log that the signer knows to be its own, and whole at its end. */
export interface OpenedLog {
  readonly log: GrowingLog;
  readonly remembered: Remembered;
  /** The newest checkpoint that is stored. */
  readonly stored: Checkpoint | undefined;
  /** Leaves that the catalogue knows to be sealed. */
  readonly markedSize: number;
}

/**
 * Opens the stored log at the head that the signer remembers. Errors: `conflict` with a `SignerStop` as its code; those of
 * store, catalogue and memory.
 */
export async function openLog({
  folder,
  memory,
  outbox,
  key,
}: Pick<SignerDeps, 'folder' | 'memory' | 'outbox' | 'key'>): Promise<OpenedLog> {
  const remembered = await memory.recall();
  if (!isMemoryOf(remembered, folder.origin))
    throw signerStopped(
      'log-memory-lost',
      `the memory of the signer is of ${remembered.log ?? 'the first log'}`,
    );
  const stored = await folder
    .checkpoint(key.verifier)
    .catch(async (error: unknown) => stoppedBy('log-key-refused', await strangeKey(folder, key))(error));
  const markedSize = await outbox.sealedSize();
  compare(remembered, stored, markedSize);
  const { head } = remembered;
  const resumed = head.size === 0 ? GrowingLog.empty() : GrowingLog.resume(head, folder.read);
  const log = await Promise.resolve(resumed).catch(stoppedBy('log-differs', strangeFiles));
  return { log, remembered, stored, markedSize };
}

/** A crash leaves the checkpoint of the head before; any other one was not the last that we signed. */
function compare({ head, before }: Remembered, stored: Checkpoint | undefined, markedSize: number): void {
  const storedSize = stored?.size ?? 0;
  if (head.size === 0 && (stored || markedSize > 0))
    throw signerStopped('log-memory-lost', 'the memory of the signer is gone, and the log is not empty');
  if (storedSize > head.size || markedSize > head.size)
    throw signerStopped(
      'log-memory-lost',
      `the memory of the signer ends at leaf ${head.size}, and the log at ${Math.max(storedSize, markedSize)}`,
    );
  if (stored ? isHead(stored, head) || isHead(stored, before) : before.size === 0) return;
  throw signerStopped(
    'log-differs',
    storedSize < head.size
      ? `the stored log ends at leaf ${storedSize}, and was signed up to ${head.size}`
      : `the stored log has another root at leaf ${head.size} than was signed`,
  );
}

export const isHead = (stored: Pick<Checkpoint, 'size' | 'root'>, { size, root }: TreeHead): boolean =>
  stored.size === size && Buffer.compare(stored.root, root) === 0;

/** A backup of the keys may be of before their change. */
async function strangeKey(folder: LogFolder, { verifier }: NoteKey): Promise<string> {
  const later = await laterKey(verifier, folder.read);
  const strange = 'the stored checkpoint is not signed by the key of this log';
  if (!later) return strange;
  return `${strange}, which was replaced at ${later.change.at} by one with the fingerprint ${keyFingerprint(later.key)}: restore the newer backup of the keys`;
}

const strangeFiles = 'the stored files of the log are missing, or not those that were signed';

/** What a malicious or damaged file makes of a reading stops the signer; an outage and a refused access do not. */
const stoppedBy =
  (code: SignerStop, message: string) =>
  (error: unknown): never => {
    if (!(error instanceof AppError) || error.kind === 'unavailable' || error.code === 'store-denied')
      throw error;
    throw signerStopped(code, message, error);
  };
