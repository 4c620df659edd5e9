import { join } from 'node:path';
import type { Config } from '../../../config/load.ts';
import { DiskSignerMemory } from '../../../src/adapters/disk/signer-memory.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { PostgresOutbox } from '../../../src/adapters/postgres/log/outbox.ts';
import { AppError } from '../../../src/core/index.ts';
import { type Checkpoint, logNumberOf } from '../../../src/log/index.ts';

/** What a person may do, in words. */
export const ifLost =
  'if it is lost, --memory-lost makes it anew, where witnesses say that the stored log is the newest; without a witness, --open-next opens the next log';

export async function withSignerMemory(
  { dataDir }: Config,
  act: (memory: DiskSignerMemory) => Promise<void>,
): Promise<void> {
  const memory = await DiskSignerMemory.open(join(dataDir, 'signer'));
  try {
    await act(memory);
  } finally {
    await memory.close();
  }
}

/** Errors: `conflict` `log-memory-lost` where the catalogue knows of leaves that are not stored. */
export async function refuseSetBack(
  db: Database,
  { size, origin }: Pick<Checkpoint, 'size' | 'origin'>,
): Promise<void> {
  const sealed = await new PostgresOutbox(db, logNumberOf(origin)).sealedSize();
  if (sealed > size)
    throw lost(`the catalogue knows ${sealed} leaves, and the stored log has ${size}: it was set back`);
}

export const lost = (why: string): Error =>
  new AppError(
    'conflict',
    'log-memory-lost',
    `the memory of the signer is gone, or older than the log. Bring <data>/signer back; ${why}`,
  );
