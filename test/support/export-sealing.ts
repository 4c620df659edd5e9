import type { Database } from '../../src/adapters/postgres/database.ts';
import { PostgresRecordPlaces } from '../../src/adapters/postgres/evidence/record-places.ts';
import { beginLog, stateNextLog } from '../../src/adapters/postgres/log/evidence-logs.ts';
import { stateKeyChange } from '../../src/adapters/postgres/log/key-changes.ts';
import { PostgresOutbox } from '../../src/adapters/postgres/log/outbox.ts';
import { AppError, systemClock } from '../../src/core/index.ts';
import { type BuildDeps, SealedLog } from '../../src/evidence/index.ts';
import {
  formatVerifierKey,
  type NoteKey,
  noteKey,
  originBeside,
  type VerifierKey,
} from '../../src/log/index.ts';
import type { ObjectEntry, ObjectKey, StoredObject } from '../../src/objects/index.ts';
import type { SignedLog } from '../../src/proven/index.ts';
import {
  type KeyTurn,
  LogFolder,
  nothingSigned,
  openNextLog,
  type Remembered,
  rebuiltMemory,
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
  /** Keys of before. */
  readonly replaced: VerifierKey[] = [];
  private readonly objects = new LogObjects();
  folder = this.folderOf(testOrigin);
  /** As others read it: without a key before something is sealed. */
  readonly log: SignedLog = {
    key: async () => ((await this.folder.hasCheckpoint()) ? this.key.verifier : undefined),
    earlier: async () => this.replaced,
    filesOf: (origin) => this.folderOf(origin).read,
  };

  folderOf(origin: string): LogFolder {
    return new LogFolder(this.objects, origin);
  }

  /** The newest log behind those that it continues. */
  sealed = (): Promise<SealedLog> =>
    SealedLog.openAll([...this.replaced, this.key.verifier], this.log.filesOf);
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
      log.replaced.push(log.key.verifier);
      [log.key, log.next, kept] = [log.next ?? log.key, undefined, undefined];
    },
  };
}

/** The signer forgot everything, and no witness is there: the next log is opened. Answers its signer. */
async function openedNext(log: ExportedLog, db: Database): Promise<Signer> {
  const before = log.folder;
  const checkpoint = await before.checkpoint(log.key.verifier);
  if (!checkpoint) throw new Error('nothing is sealed');
  const origin = originBeside(testOrigin, 2);
  const next = noteKey(origin, keysOf('d9'.repeat(32)).privateKey);
  const keys = { old: log.key, next };
  log.next = next;
  const ended = await rebuiltMemory([{ checkpoint, read: before.read }]);
  const [memory, outbox] = [new SignerMemoryOfTest(), new PostgresOutbox(db, 2)];
  const folder = log.folderOf(origin);
  const terms = { outbox, memory, statementKey, clock: systemClock, folder, earlier: [testOrigin] };
  const scribe = aScribe(undefined, { origin });
  const state = async () => {
    await beginLog(db, { number: 2, origin, begunAtMs: 0 });
    await stateNextLog(db, scribe, { number: 2, ended: checkpoint, keys });
  };
  await openNextLog({ ...terms, ended, before, keys, turn: turnOf(log, db), state });
  log.folder = folder;
  return new Signer({ ...terms, key: next });
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
  let signer = new Signer({
    outbox,
    memory,
    folder,
    key: testLogKey,
    turn,
    statementKey,
    clock: systemClock,
  });
  const desk = {
    isAway: false,
    isAdopted: true,
    openNext: async () => {
      signer = await openedNext(log, db);
    },
  };
  const sealing: Pick<
    BuildDeps,
    'places' | 'isAdopted' | 'openLog' | 'logKey' | 'exportKey' | 'askSeal' | 'pause' | 'by'
  > = {
    places: new PostgresRecordPlaces(db),
    isAdopted: async () => desk.isAdopted,
    openLog: () => log.sealed(),
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
