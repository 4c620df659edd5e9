import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLogKey, readLogVerifier } from '../../src/adapters/disk/log-key.ts';
import { DiskSignerMemory } from '../../src/adapters/disk/signer-memory.ts';
import { openDiskStore } from '../../src/adapters/disk/store/disk-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { PostgresOutbox } from '../../src/adapters/postgres/log/outbox.ts';
import { type Clock, newId } from '../../src/core/index.ts';
import { type ObjectStore, readLogFile } from '../../src/objects/index.ts';
import type { SignedLog } from '../../src/proven/index.ts';
import { LogFolder, Signer } from '../../src/signer/index.ts';
import { statementKey, testOrigin } from './scribe.ts';

/** The signer with its key, its memory and a store, all on the disk. */
export class SealingRoom {
  /** As others read it. */
  readonly log: SignedLog;

  private constructor(
    readonly directory: string,
    readonly store: ObjectStore,
    private readonly memory: DiskSignerMemory,
  ) {
    this.log = {
      key: () => readLogVerifier(join(directory, 'keys')),
      filesOf: (origin) => readLogFile(store, origin),
    };
  }

  static async open(): Promise<SealingRoom> {
    const directory = await mkdtemp(join(tmpdir(), 'sealing-room-'));
    const store = await openDiskStore({ directory: join(directory, 'store'), nodeId: newId('node', 0) });
    return new SealingRoom(directory, store, await DiskSignerMemory.open(join(directory, 'signer')));
  }

  /** Seals what `aScribe` left in the catalogue, as a process just started. */
  async seal(db: Database, clock: Clock): Promise<void> {
    const key = await makeLogKey(join(this.directory, 'keys'), testOrigin);
    const folder = new LogFolder(this.store, testOrigin);
    const outbox = new PostgresOutbox(db);
    await new Signer({ outbox, memory: this.memory, folder, key, statementKey, clock }).seal();
  }

  async close(): Promise<void> {
    await this.memory.close();
    await rm(this.directory, { recursive: true });
  }
}
