import type { Database } from '../../src/adapters/postgres/database.ts';
import { PostgresRecordPlaces } from '../../src/adapters/postgres/evidence/record-places.ts';
import { stateKeyChange } from '../../src/adapters/postgres/log/key-changes.ts';
import { PostgresOutbox } from '../../src/adapters/postgres/log/outbox.ts';
import { AppError, systemClock } from '../../src/core/index.ts';
import { type BuildDeps, SealedLog } from '../../src/evidence/index.ts';
import { formatVerifierKey, type NoteKey, noteKey } from '../../src/log/index.ts';
import type { ObjectEntry, ObjectKey, StoredObject } from '../../src/objects/index.ts';
import type { SignedLog } from '../../src/proven/index.ts';
import {
  type KeyTurn,
  LogFolder,
  nothingSigned,
  type Remembered,
  Signer,
  type SignerMemory,
} from '../../src/signer/index.ts';
import type { TrustedKeys } from '../../src/verify/index.ts';
import { keysOf } from './log-files.ts';
import type { TestDatabase } from './postgres.ts';
import { aScribe, statementKey, testOrigin } from './scribe.ts';

/** The key of the log, and the one of exports, of these tests. */
export const testLogKey = noteKey(testOrigin, keysOf('b6'.repeat(32)).privateKey);
export const testExportKey = noteKey(
  'minhchung.internal/ward_test/export',
  keysOf('c7'.repeat(32)).privateKey,
);

/** What a verifier of their exports pins. */
export const trustOfTests: TrustedKeys = {
  log: [formatVerifierKey(testLogKey.verifier)],
  export: [formatVerifierKey(testExportKey.verifier)],
  witnesses: [],
};

/** The stored log of a test, in memory. */
class LogObjects {
  private readonly objects = new Map<string, Uint8Array>();

  put = async (key: ObjectKey, bytes: Uint8Array): Promise<StoredObject> => {
    this.objects.set(key, bytes);
    return { key, sizeBytes: bytes.length };
  };

  replace = (key: ObjectKey, bytes: Uint8Array): Promise<StoredObject> => this.put(key, bytes);

  get = async (key: ObjectKey): Promise<Uint8Array> => {
    const bytes = this.objects.get(key);
    if (bytes) return bytes;
    throw new AppError('not-found', 'object-not-found', `no object ${key}`);
  };

  async *list(prefix: string): AsyncIterable<ObjectEntry> {
    for (const [key, { length }] of this.objects)
      if (key.startsWith(prefix)) yield { key: key as ObjectKey, sizeBytes: length };
  }

  removeAll = async (keys: readonly ObjectKey[]): Promise<ObjectKey[]> => {
    for (const key of keys) this.objects.delete(key);
    return [];
  };
}

class SignerMemoryOfTest implements SignerMemory {
  private state: Remembered = nothingSigned;

  recall = async (): Promise<Remembered> => this.state;

  remember = async (step: Remembered): Promise<void> => {
    this.state = { ...step, ends: new Map([...this.state.ends, ...step.ends]) };
  };
}

/** A log that is sealed when an export asks. */
export class ExportedLog {
  key = testLogKey;
  /** Takes the place of the key at the next seal. */
  next: NoteKey | undefined;
  readonly folder = new LogFolder(new LogObjects(), testOrigin);
  /** As others read it: without a key before something is sealed. */
  readonly log: SignedLog = {
    key: async () => ((await this.folder.hasCheckpoint()) ? this.key.verifier : undefined),
    filesOf: () => this.folder.read,
  };
}

/** The key folder, in memory. */
function turnOf(log: ExportedLog, db: Database): KeyTurn {
  let kept: Uint8Array | undefined;
  return {
    next: async () => log.next,
    state: (keys) => stateKeyChange(db, aScribe(), { ...keys, isOldLeaked: false }),
    keep: async (record) => {
      kept = record;
    },
    kept: async () => kept,
    find: async () => log.next,
    finish: async () => {
      [log.key, log.next, kept] = [log.next ?? log.key, undefined, undefined];
    },
  };
}

/** What proves and signs exports, with a signer of its own that seals when it is asked. `isAway`: it does not; `isAdopted`: all footage has records. */
export function exportSealing(
  { database: { db } }: { readonly database: Pick<TestDatabase, 'db'> },
  log = new ExportedLog(),
) {
  const { folder } = log;
  const outbox = new PostgresOutbox(db);
  const memory = new SignerMemoryOfTest();
  const turn = turnOf(log, db);
  const signer = new Signer({
    outbox,
    memory,
    folder,
    key: testLogKey,
    turn,
    statementKey,
    clock: systemClock,
  });
  const desk = { isAway: false, isAdopted: true };
  const sealing: Pick<
    BuildDeps,
    'places' | 'isAdopted' | 'openLog' | 'logKey' | 'exportKey' | 'askSeal' | 'pause' | 'by'
  > = {
    places: new PostgresRecordPlaces(db),
    isAdopted: async () => desk.isAdopted,
    openLog: () => SealedLog.open(folder.read, log.key.verifier),
    logKey: async () => log.key.verifier,
    exportKey: async () => testExportKey,
    askSeal: async () => {
      if (!desk.isAway) await signer.seal();
    },
    pause: async () => {},
    by: { id: 'node/test', version: '0.2.0', build: '0' },
  };
  return { ...sealing, desk };
}
