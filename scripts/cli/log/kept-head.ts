import { AppError, invalid } from '../../../src/core/index.ts';
import { type Checkpoint, parseHeadLine, provesConsistency } from '../../../src/log/index.ts';
import { lost } from './lost-memory.ts';
import type { StoredLog } from './opened.ts';

/**
 * Refuses stored logs that do not contain a head that somebody kept, as a line. Errors: `invalid` `head-malformed`, `head-of-another`;
 * `conflict` `log-memory-lost` (the stored log ends before it), `log-differs`.
 */
export async function refuseWithoutHead(line: string, logs: readonly StoredLog[]): Promise<void> {
  const kept = keptHead(line);
  const log = logs.find(({ checkpoint }) => checkpoint.origin === kept.origin);
  if (!log)
    throw invalid(
      'head-of-another',
      `--head: it is of ${kept.origin.slice(0, 200)}, which is none of our logs`,
    );
  const { size } = log.checkpoint;
  if (kept.size > size)
    throw lost(
      `the head that was kept has ${kept.size} leaves, and the stored log has ${size}: it was set back`,
    );
  if (kept.size > 0 && !provesConsistency(await log.tree.consistencyProof(kept.size), kept, log.checkpoint))
    throw new AppError(
      'conflict',
      'log-differs',
      `the stored log does not begin as it was at the head that was kept, of ${kept.size} leaves`,
    );
}

function keptHead(line: string): Checkpoint {
  const head = parseHeadLine(line);
  if (head) return head;
  throw invalid(
    'head-malformed',
    '--head: a line as minhchung log head prints it is expected: log, leaves, root, and digits of the key',
  );
}
