import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { canonicalJson, newId } from '../../../src/core/index.ts';
import {
  type ChainEnd,
  chainPlace,
  chainStart,
  cosign,
  type EvidenceRecord,
  endAfter,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  GrowingLog,
  nextInChain,
  parseRecord,
  type RecordType,
  recordBytes,
  StoredTree,
  signNote,
  type TreeHead,
  tilePath,
  type VerifierKey,
  verifierKey,
} from '../../../src/log/index.ts';

export const origin = 'minhchung.internal/ward_1/evidence/01';
/** When the machine started. */
export const bootMs = Date.parse('2026-11-29T00:00:00.000Z');

/** A key of this test run alone. */
export interface TestKey {
  readonly key: VerifierKey;
  readonly text: string;
  readonly privateKey: KeyObject;
}

export function testKey(name: string, type: 'note' | 'cosignature' = 'note'): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = verifierKey(name, type, publicKey);
  return { key, text: formatVerifierKey(key), privateKey };
}

/** What a record says, without its common members and its place; `id` and others may be given. */
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
    const common = {
      v: 1,
      log: origin,
      id: newId('custody', atMs),
      at: new Date(atMs).toISOString(),
      boot: 'boot_1',
      mono_ms: atMs - bootMs,
      clk: { state: 'sync', off_ms: 0, err_ms: 5, src: 'chrony' },
      by: { id: 'node_1', version: '0.2.0', build: 'abc' },
      salt: 'AAECAwQFBgcICQoLDA0ODw==',
      ...body,
    };
    const bytes = this.inChain(common, signedBy);
    return { name, index, bytes, record: parseRecord(bytes) };
  }

  private inChain(common: Readonly<Record<string, unknown>>, signers: PlannedFact['signedBy']): Uint8Array {
    const inRequest = ['req', 'acc', 'ord', 'exp', 'hold', 'release'].includes(String(common.type));
    const draft = { ...common, ...(inRequest ? { rseq: 1, rprev: '0' } : { seq: 1, prev: '0' }) };
    const chain = chainPlace(draft as unknown as EvidenceRecord)?.chain;
    if (chain === undefined || common.type === 'pic') return recordBytes(common as unknown as EvidenceRecord);
    const { seq, prev } = nextInChain(this.chains.get(chain) ?? chainStart);
    const placed = { ...common, ...(inRequest ? { rseq: seq, rprev: prev } : { seq, prev }) };
    const sigs = signers && {
      old: signature(canonicalJson(placed), signers.old),
      new: signature(canonicalJson(placed), signers.new),
    };
    const bytes = Buffer.from(canonicalJson({ ...placed, sigs }));
    this.chains.set(chain, endAfter(seq, bytes));
    return bytes;
  }
}

const signature = (text: string, { privateKey }: TestKey): string =>
  sign(null, Buffer.from(text), privateKey).toString('base64');
