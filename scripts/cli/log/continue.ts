import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../../config/load.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { advanceChains } from '../../../src/adapters/postgres/log/advance-chains.ts';
import { readLogPolicy } from '../../../src/compose/witnesses.ts';
import { AppError, notFound } from '../../../src/core/index.ts';
import { isMemoryOf, rebuiltMemory, type SignerMemory } from '../../../src/signer/index.ts';
import { refuseRunning } from '../refuse-running.ts';
import { withStartedCatalogue } from '../started-catalogue.ts';
import { isNewestForWitnesses } from './asked-witnesses.ts';
import { knowEndedLogs } from './ended-logs.ts';
import { ifLost, lost, refuseSetBack, withSignerMemory } from './lost-memory.ts';
import { openNextHere } from './open-next.ts';
import { type StoredLog, storedLogsHere } from './opened.ts';

export interface ContinueOptions {
  readonly memoryLost?: boolean;
  readonly openNext?: boolean;
  readonly head?: string;
}

/**
 * Asks the witnesses, if the settings name any; then the next records stand behind what is sealed. With `memoryLost`, a lost memory
 * of the signer is made anew of the stored log, where the witnesses say that it is the newest. With `openNext`, where no witness can
 * say so, the log ends, and the next one is opened. Errors: those of `openNext`; `signer-memory-absent`
 * (not-found); `service-running`, `log-behind-witness`, `log-forked`, `log-memory-lost`, `log-differs` (conflict); `signer-locked`; those
 * of memory, policy, key and store.
 */
export const continueLog = ({ memoryLost = false, openNext = false, head }: ContinueOptions): Promise<void> =>
  withStartedCatalogue(async (db, config) => {
    await refuseRunning(db);
    if (openNext) return openNextHere(db, config, head);
    if (!memoryLost && !hasSignerMemory(config)) throw memoryAbsent(config);
    const policy = await readLogPolicy(config);
    const logs = policy || memoryLost ? await storedOrEmpty() : [];
    const stored = logs.at(-1);
    const isNewest = policy && stored ? await isNewestForWitnesses(policy, stored) : false;
    await withSignerMemory(config, async (memory) => {
      if (stored) await recover(db, memory, logs, { memoryLost, isNewest });
      await advance(db, memory);
    });
  });

const memoryAbsent = ({ dataDir }: Config): Error =>
  notFound(
    'signer-memory-absent',
    `${dataDir} has no memory of a signer: run this where the signer runs, or bring <data>/signer back; ${ifLost}`,
  );

export const hasSignerMemory = ({ dataDir }: Config): boolean => existsSync(join(dataDir, 'signer'));

/** Lets the next records stand behind what the signer sealed, and says so. */
export const continueBehindLog = (db: Database, config: Config): Promise<void> =>
  withSignerMemory(config, (memory) => advance(db, memory));

async function advance(db: Database, memory: SignerMemory): Promise<void> {
  const { head, ends } = await memory.recall();
  await knowEndedLogs(db);
  const behind = await advanceChains(db, ends);
  console.log(
    `${behind} of ${ends.size} chains of the evidence log were behind its ${head.size} leaves, and go on there`,
  );
}

interface Known {
  readonly memoryLost: boolean;
  /** A quorum of witnesses has signed nothing after the stored checkpoint. */
  readonly isNewest: boolean;
}

/** A memory that is shorter than the log is lost. */
async function recover(
  db: Database,
  memory: SignerMemory,
  logs: readonly StoredLog[],
  known: Known,
): Promise<void> {
  const { size, origin } = logs.at(-1)?.checkpoint ?? { size: 0, origin: '' };
  const remembered = await memory.recall();
  if (isMemoryOf(remembered, origin) && remembered.head.size >= size) return;
  await refuseSetBack(db, { size, origin });
  if (!known.memoryLost) throw lost(ifLost);
  if (!known.isNewest)
    throw lost(
      'no quorum of witnesses (MINHCHUNG_LOG_POLICY) says that the stored log is the newest; without a witness, --open-next opens the next log',
    );
  await memory.remember(await rebuiltMemory(logs));
  console.log(`the memory of the signer was lost, and is made anew of ${size} leaves`);
}

/** Before the first seal there is neither key nor log. */
async function storedOrEmpty(): Promise<StoredLog[]> {
  try {
    return await storedLogsHere();
  } catch (error) {
    if (error instanceof AppError && ['log-empty', 'log-key-missing'].includes(error.code)) return [];
    throw error;
  }
}
