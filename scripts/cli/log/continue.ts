import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../../config/load.ts';
import { DiskSignerMemory } from '../../../src/adapters/disk/signer-memory.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { advanceChains } from '../../../src/adapters/postgres/log/advance-chains.ts';
import { PostgresOutbox } from '../../../src/adapters/postgres/log/outbox.ts';
import { readLogPolicy } from '../../../src/compose/witnesses.ts';
import { AppError, notFound } from '../../../src/core/index.ts';
import { rebuiltMemory, type SignerMemory } from '../../../src/signer/index.ts';
import { refuseRunning } from '../refuse-running.ts';
import { withStartedCatalogue } from '../started-catalogue.ts';
import { isNewestForWitnesses } from './asked-witnesses.ts';
import { type StoredLog, storedLogHere } from './opened.ts';

export interface ContinueOptions {
  readonly memoryLost?: boolean;
}

/**
 * Asks the witnesses, if the settings name any; then the next records stand behind what is sealed. With `memoryLost`, a lost memory
 * of the signer is made anew of the stored log, where the witnesses say that it is the newest. Errors: `signer-memory-absent`
 * (not-found); `service-running`, `log-behind-witness`, `log-forked`, `log-memory-lost`, `log-differs` (conflict); `signer-locked`; those
 * of memory, policy, key and store.
 */
export const continueLog = ({ memoryLost = false }: ContinueOptions): Promise<void> =>
  withStartedCatalogue(async (db, config) => {
    await refuseRunning(db);
    if (!memoryLost && !hasSignerMemory(config)) throw memoryAbsent(config);
    const policy = await readLogPolicy(config);
    const stored = policy || memoryLost ? await storedOrEmpty() : undefined;
    const isNewest = policy && stored ? await isNewestForWitnesses(policy, stored) : false;
    const sealed = await new PostgresOutbox(db).sealedSize();
    await withSignerMemory(config, async (memory) => {
      if (stored) await recover(memory, stored, { memoryLost, isNewest, sealed });
      await advance(db, memory);
    });
  });

const memoryAbsent = ({ dataDir }: Config): Error =>
  notFound(
    'signer-memory-absent',
    `${dataDir} has no memory of a signer: run this where the signer runs, or bring <data>/signer back; if it is lost, --memory-lost makes it anew, where witnesses say that the stored log is the newest`,
  );

export const hasSignerMemory = ({ dataDir }: Config): boolean => existsSync(join(dataDir, 'signer'));

/** Lets the next records stand behind what the signer sealed, and says so. */
export const continueBehindLog = (db: Database, config: Config): Promise<void> =>
  withSignerMemory(config, (memory) => advance(db, memory));

async function withSignerMemory(
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

async function advance(db: Database, memory: SignerMemory): Promise<void> {
  const { head, ends } = await memory.recall();
  const behind = await advanceChains(db, ends);
  console.log(
    `${behind} of ${ends.size} chains of the evidence log were behind its ${head.size} leaves, and go on there`,
  );
}

interface Known {
  readonly memoryLost: boolean;
  /** A quorum of witnesses has signed nothing after the stored checkpoint. */
  readonly isNewest: boolean;
  /** Leaves of which the catalogue knows. */
  readonly sealed: number;
}

/** A memory that is shorter than the log is lost. */
async function recover(memory: SignerMemory, { checkpoint, read }: StoredLog, known: Known): Promise<void> {
  const { size } = checkpoint;
  if ((await memory.recall()).head.size >= size) return;
  if (known.sealed > size)
    throw lost(`the catalogue knows ${known.sealed} leaves, and the stored log has ${size}: it was set back`);
  if (!known.memoryLost)
    throw lost(
      'if it is lost, --memory-lost makes it anew, where witnesses say that the stored log is the newest',
    );
  if (!known.isNewest)
    throw lost('no quorum of witnesses (MINHCHUNG_LOG_POLICY) says that the stored log is the newest');
  await memory.remember(await rebuiltMemory(checkpoint, read));
  console.log(`the memory of the signer was lost, and is made anew of ${size} leaves`);
}

const lost = (why: string): Error =>
  new AppError(
    'conflict',
    'log-memory-lost',
    `the memory of the signer is gone, or older than the log. Bring <data>/signer back; ${why}`,
  );

/** Before the first seal there is neither key nor log. */
async function storedOrEmpty(): Promise<StoredLog | undefined> {
  try {
    return await storedLogHere();
  } catch (error) {
    if (error instanceof AppError && ['log-empty', 'log-key-missing'].includes(error.code)) return undefined;
    throw error;
  }
}
