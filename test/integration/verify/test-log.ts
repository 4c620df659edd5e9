import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { canonicalJson, newId } from '../../../src/core/index.ts';
import {
  type ChainEnd,
  type CommonFields,
  chainStart,
  cosign,
  type EvidenceRecord,
  endAfter,
  type Fact,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  GrowingLog,
  type NoteKey,
  parseRecord,
  type RecordType,
  recordOfFact,
  StoredTree,
  shelfOf,
  signNote,
  type TreeHead,
  tilePath,
  type VerifierKey,
  verifierKey,
} from '../../../src/log/index.ts';
import { noonMs } from '../../support/hand-clock.ts';
import { testOrigin, upAtNoonMs } from '../../support/scribe.ts';

/** A key, and its text as a verifier pins it. */
export interface TestKey {
  readonly key: VerifierKey;
  readonly text: string;
  readonly privateKey: KeyObject;
}

/** A key of this test run alone. */
export function testKey(name: string, type: 'note' | 'cosignature' = 'note'): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return asTestKey({ verifier: verifierKey(name, type, publicKey), privateKey });
}

export const asTestKey = ({ verifier: key, privateKey }: NoteKey): TestKey => ({
  key,
  text: formatVerifierKey(key),
  privateKey,
});

/** What a record says, without its place; of the common members those that are to be as given. */
export type PlannedBody = { readonly type: RecordType } & Readonly<Record<string, unknown>>;

/** A record that is to be logged: by what name a test finds it again, and when it is stated. */
export interface PlannedFact {
  readonly name: string;
  readonly atMs: number;
  readonly body: PlannedBody;
  /** Keys that sign the record without its `sigs`. */
  readonly signedBy?: { readonly old: TestKey; readonly new: TestKey };
}

export interface LoggedLeaf {
  readonly name: string;
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly record: EvidenceRecord;
}

/** A log in memory, which states, appends and signs. */
export class TestLog {
  readonly leaves: LoggedLeaf[] = [];
  private readonly chains = new Map<string, ChainEnd>();
  private readonly tiles = new Map<string, Uint8Array>();
  private readonly log = GrowingLog.empty();

  constructor(
    readonly logKey: TestKey,
    readonly witness: TestKey,
  ) {}

  append(facts: readonly PlannedFact[]): LoggedLeaf[] {
    const added = facts.map((fact, i) => this.leafOf(fact, this.leaves.length + i));
    for (const { tile, bytes } of this.log.append(added.map(({ bytes }) => bytes)))
      this.tiles.set(tilePath(tile), bytes);
    this.leaves.push(...added);
    return added;
  }

  tree = (size: number): StoredTree => new StoredTree(size, async (path) => this.tiles.get(path));

  head = (): TreeHead => this.log.head();

  /** Signed by the log and, where a time is given, cosigned by the witness. */
  checkpoint(head: TreeHead, witnessedMs?: number, logKey = this.logKey): Uint8Array {
    const text = formatCheckpoint({ origin: logKey.key.name, ...head, extensions: [] });
    const signatures = [signNote(text, logKey.key, logKey.privateKey)];
    if (witnessedMs !== undefined)
      signatures.push(
        cosign(text, Math.round(witnessedMs / 1000), this.witness.key, this.witness.privateKey),
      );
    return formatNote({ text, signatures });
  }

  private leafOf({ name, atMs, body, signedBy }: PlannedFact, index: number): LoggedLeaf {
    const chain = shelfOf(body as unknown as Fact);
    const end = this.chains.get(chain) ?? chainStart;
    const record = recordOfFact(body as unknown as Fact, commonAt(atMs), end);
    const sigs = signedBy && {
      old: signature(canonicalJson(record), signedBy.old),
      new: signature(canonicalJson(record), signedBy.new),
    };
    const bytes = Buffer.from(canonicalJson({ ...record, ...(sigs && { sigs }) }));
    this.chains.set(chain, endAfter(end.seq + 1, bytes));
    return { name, index, bytes, record: parseRecord(bytes) };
  }
}

/** As the service of the export states records. */
const commonAt = (atMs: number): CommonFields => ({
  v: 1,
  log: testOrigin,
  id: newId('record', atMs),
  at: new Date(atMs).toISOString(),
  boot: 'boot-1',
  mono_ms: upAtNoonMs + atMs - noonMs,
  clk: { state: 'sync' },
  by: { id: 'node/test', version: '0', build: '0' },
  salt: 'AAECAwQFBgcICQoLDA0ODw==',
});

const signature = (text: string, { privateKey }: TestKey): string =>
  sign(null, Buffer.from(text), privateKey).toString('base64');
