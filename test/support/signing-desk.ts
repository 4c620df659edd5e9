import { AppError, invalid } from '../../src/core/index.ts';
import {
  type ChangedKeys,
  chainStart,
  endAfter,
  type Fact,
  GrowingLog,
  type KeyChange,
  keyChangeFact,
  type NoteKey,
  noteKey,
  openCheckpoint,
  recordBytes,
  recordOfFact,
  recordTag,
  shelfOf,
  signKeyChange,
  storedBundle,
} from '../../src/log/index.ts';
import type { ObjectEntry, ObjectKey, StoredObject } from '../../src/objects/index.ts';
import {
  type KeyTurn,
  LogFolder,
  nothingSigned,
  type Outbox,
  type PendingPage,
  type PendingRecord,
  type Remembered,
  type SealedLeaf,
  Signer,
  type SignerMemory,
} from '../../src/signer/index.ts';
import { HandClock } from './hand-clock.ts';
import { keysOf } from './log-files.ts';

/** What a process that is no more would do next: nothing. */
export class SignerCrash extends Error {}

/** Ends the signer at one of its steps: before it, or after it was done and before that was told. */
class CrashingActs {
  private left = Number.POSITIVE_INFINITY;
  private isDone = false;

  crashAt(step: number, isDone: boolean): void {
    [this.left, this.isDone] = [step, isDone];
  }

  async act<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.left < 0) throw new SignerCrash();
    this.left -= 1;
    if (this.left >= 0) return work();
    if (this.isDone) await work();
    throw new SignerCrash();
  }
}

/** Objects in memory, as immutable as those of a store. */
class MemoryObjects {
  readonly objects = new Map<string, Uint8Array>();

  constructor(private readonly acts: CrashingActs) {}

  put = (key: ObjectKey, bytes: Uint8Array): Promise<StoredObject> =>
    this.acts.act(() => {
      const there = this.objects.get(key);
      if (there && Buffer.compare(there, bytes) !== 0) throw new AppError('conflict', 'object-differs', key);
      this.objects.set(key, bytes);
      return { key, sizeBytes: bytes.length };
    });

  replace = (key: ObjectKey, bytes: Uint8Array): Promise<StoredObject> =>
    this.acts.act(() => {
      this.objects.set(key, bytes);
      return { key, sizeBytes: bytes.length };
    });

  get = async (key: ObjectKey): Promise<Uint8Array> => {
    const bytes = this.objects.get(key);
    if (!bytes) throw new AppError('not-found', 'object-not-found', `no object ${key}`);
    return bytes;
  };

  async *list(prefix: string): AsyncIterable<ObjectEntry> {
    for (const [key, { length }] of [...this.objects])
      if (key.startsWith(prefix)) yield { key: key as ObjectKey, sizeBytes: length };
  }

  removeAll = (keys: readonly ObjectKey[]): Promise<ObjectKey[]> =>
    this.acts.act(() => {
      for (const key of keys) this.objects.delete(key);
      return [];
    });
}

/** The tables of the outbox, in memory. A row whose transaction has not ended is not seen. */
export class MemoryOutbox implements Outbox {
  rows: PendingRecord[] = [];
  readonly unseen = new Set<number>();
  readonly leaves = new Map<string, number>();
  size = 0;

  constructor(private readonly acts: CrashingActs) {}

  pending = async ({ afterId, count, except, only }: PendingPage): Promise<PendingRecord[]> =>
    this.rows
      .filter(({ id, chain }) => id > afterId && !this.unseen.has(id) && !except.includes(chain))
      .filter(({ chain }) => !only || only.includes(chain))
      .sort((a, b) => a.id - b.id)
      .slice(0, count);

  sealedSize = async (): Promise<number> => this.size;

  mark = (leaves: readonly SealedLeaf[], upTo?: { readonly size: number }): Promise<void> =>
    this.acts.act(() => {
      for (const { chain, seq, digest, leaf } of leaves) {
        this.leaves.set(`${chain} ${seq}`, leaf);
        this.rows = this.rows.filter(
          (row) => row.chain !== chain || endAfter(seq, row.body).digest !== digest,
        );
      }
      this.size = upTo?.size ?? this.size;
    });
}

class MemoryOfSigner implements SignerMemory {
  state: Remembered = nothingSigned;

  constructor(private readonly acts: CrashingActs) {}

  recall = async (): Promise<Remembered> => this.state;

  remember = (step: Remembered): Promise<void> =>
    this.acts.act(() => {
      this.state = { ...step, ends: new Map([...this.state.ends, ...step.ends]) };
    });
}

export const deskOrigin = 'minhchung.internal/ward_test/evidence/01';
export const deskKey = noteKey(deskOrigin, keysOf('a5'.repeat(32)).privateKey);
export const deskStatementKey = Buffer.alloc(32, 7);

/** A signer with all that it works with, in memory, and what states records for it. */
export class SigningDesk {
  readonly clock = new HandClock();
  readonly acts = new CrashingActs();
  readonly store = new MemoryObjects(this.acts);
  readonly outbox = new MemoryOutbox(this.acts);
  readonly memory = new MemoryOfSigner(this.acts);
  readonly folder = new LogFolder(this.store, deskOrigin);
  /** Every record ever stated, by chain and number. */
  readonly stated = new Map<string, Uint8Array>();
  private readonly ends = new Map<string, { seq: number; digest: string }>();
  private lastId = 0;

  /** As a process just started. */
  signer = (batchSize = 512, key = deskKey, turn?: KeyTurn): Signer => {
    this.acts.crashAt(Number.POSITIVE_INFINITY, false);
    const { outbox, memory, folder, clock } = this;
    return new Signer({
      outbox,
      memory,
      folder,
      clock,
      statementKey: deskStatementKey,
      key,
      batchSize,
      ...(turn && { turn }),
    });
  };

  /** States a fact, as the scribe does; answers the row. */
  state(fact: Fact): PendingRecord {
    const chain = shelfOf(fact);
    const end = this.ends.get(chain) ?? chainStart;
    const body = recordBytes(recordOfFact(fact, this.common(), end));
    return this.pend(chain, body);
  }

  /** States that the key of the log changes, as the scribe does; answers the row. */
  stateKeyChange(keys: ChangedKeys): PendingRecord {
    const fact = keyChangeFact('log', keys, false) as Fact;
    const end = this.ends.get('key/log') ?? chainStart;
    const change = recordOfFact(fact, this.common(), end) as KeyChange;
    return this.pend('key/log', recordBytes(signKeyChange(change, keys)));
  }

  /** A row with these bytes at the end of a chain. */
  pend(chain: string, body: Uint8Array, tag = recordTag(deskStatementKey, body)): PendingRecord {
    const seq = (this.ends.get(chain)?.seq ?? 0) + 1;
    this.ends.set(chain, endAfter(seq, body));
    this.stated.set(`${chain} ${seq}`, body);
    this.lastId += 1;
    const row = { id: this.lastId, chain, seq, body, tag };
    this.outbox.rows.push(row);
    return row;
  }

  /** The leaves of the log in the store, under its checkpoint. Errors: those of a log that is not whole. */
  async leaves({ verifier }: NoteKey = deskKey): Promise<Uint8Array[]> {
    const { size, root } = openCheckpoint(await this.object('checkpoint'), verifier).checkpoint;
    const leaves: Uint8Array[] = [];
    for (let bundle = 0; bundle * 256 < size; bundle++)
      leaves.push(...(await storedBundle(bundle, size, this.folder.read)));
    const log = GrowingLog.empty();
    for (const _ of log.append(leaves));
    if (Buffer.compare(log.head().root, root) !== 0) throw invalid('root-differs', 'the root differs');
    return leaves;
  }

  object = async (path: string): Promise<Uint8Array> =>
    this.store.get(`log/${deskOrigin}/${path}` as ObjectKey);

  private common() {
    const nowMs = this.clock.nowMs();
    return {
      v: 1,
      log: deskOrigin,
      id: `rec_${this.stated.size}`,
      at: new Date(nowMs).toISOString(),
      boot: 'boot-1',
      mono_ms: 1_000_000,
      clk: { state: 'sync' },
      by: { id: 'node/test', version: '0', build: '0' },
      salt: 'AAECAwQFBgcICQoLDA0ODw==',
    } as const;
  }
}

export const aBeat = (site = 'ward'): Fact => ({ type: 'hb', site });
export const aPicture = (cam: string, seq: number): Fact => ({
  type: 'pic',
  cam,
  stream: 'main',
  seq,
  key: `snapshots/${cam}/${seq}.jpg`,
  sha256: '5'.repeat(64),
  t: '2026-11-21T12:00:00.000Z',
});
export const aGap = (cam: string): Fact => ({
  type: 'gap',
  cam,
  stream: 'main',
  t0: '2026-11-21T12:00:00.000Z',
  reason: 'offline',
});
export const aRelease = (hold: string): Fact => ({
  type: 'release',
  role: 'service',
  hold,
  reason: '5'.repeat(64),
});
/** The whole request after a step; a look under it; and what it holds. */
export const aRequest = (req: string, act: 'file' | 'approve' | 'close'): Fact => ({
  type: 'req',
  role: 'service',
  req,
  act,
  state: act === 'file' ? 'submitted' : act === 'approve' ? 'approved' : 'closed',
  revision: 1,
  requester: `psn_${'a'.repeat(32)}`,
  created: '2026-11-21T12:00:00.000Z',
  case: 'PC-1',
  purpose: '5'.repeat(64),
  urgency: 'routine',
  area: '5'.repeat(64),
  cams: ['cam_1'],
  t0: '2026-11-21T12:00:00.000Z',
  t1: '2026-11-21T13:00:00.000Z',
});
export const aLook = (req: string): Fact => ({
  type: 'acc',
  act: 'coverage',
  role: 'service',
  req,
  cams: 1,
  t0: '2026-11-21T12:00:00.000Z',
  t1: '2026-11-21T13:00:00.000Z',
});
