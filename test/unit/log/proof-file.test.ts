import { describe, expect, it } from 'vitest';
import {
  cosign,
  formatCheckpoint,
  formatNote,
  formatProofFile,
  openProofFile,
  StoredTree,
  signNote,
  verifierKey,
} from '../../../src/log/index.ts';
import { grownLog, keysOf, leavesFrom } from '../../support/log-files.ts';

const origin = 'ward.example/evidence/01';
const log = keysOf('1'.repeat(64));
const witness = keysOf('2'.repeat(64));
const logKey = verifierKey(origin, 'note', log.publicKey);
const witnessKey = verifierKey('witness.example/w1', 'cosignature', witness.publicKey);

const { log: grown, stored } = grownLog(300);
const text = formatCheckpoint({ origin, ...grown.head(), extensions: [] });
const signatures = [
  signNote(text, logKey, log.privateKey),
  cosign(text, 1_796_000_000, witnessKey, witness.privateKey),
];
const checkpoint = formatNote({ text, signatures });
const tree = new StoredTree(300, stored.read);
const leafAt = (index: number): Uint8Array => leavesFrom(index, 1)[0] ?? Buffer.of();
const proofOf = async (index: number) =>
  formatProofFile({ index, proof: await tree.inclusionProof(index), checkpoint });
const open = (file: Uint8Array, leaf: Uint8Array) => openProofFile(file, leaf, logKey, [witnessKey]);

describe('when a leaf is proved by a file', () => {
  it.each([0, 255, 256, 299])('proves leaf %d, and names the witness of its checkpoint', async (index) => {
    const opened = open(await proofOf(index), leafAt(index));
    expect(opened).toEqual({
      index,
      checkpoint: { origin, ...grown.head(), extensions: [] },
      witnesses: [{ key: witnessKey, timeS: 1_796_000_000 }],
    });
  });

  it('has the form of the specification', async () => {
    const lines = Buffer.from(await proofOf(299))
      .toString()
      .split('\n');
    expect(lines.slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 299']);
    expect(lines.slice(lines.indexOf('') + 1).join('\n')).toBe(Buffer.from(checkpoint).toString());
  });

  it('proves no other leaf, no other index, and nothing under another key', async () => {
    const file = await proofOf(7);
    const moved = Buffer.from(file).toString().replace('index 7', 'index 8');
    const refused = expect.objectContaining({ kind: 'forbidden', code: 'leaf-not-proved' }) as Error;
    expect(() => open(file, leafAt(8))).toThrow(refused);
    expect(() => open(Buffer.from(moved), leafAt(7))).toThrow(refused);
    expect(() => open(Buffer.from(moved), leafAt(8))).toThrow(refused);
    const other = verifierKey(origin, 'note', witness.publicKey);
    expect(() => openProofFile(file, leafAt(7), other)).toThrow('no known key');
  });

  it('proves nothing when any one character of it was changed', async () => {
    const file = await proofOf(7);
    const accepted = [...file.keys()].filter((at) => {
      try {
        const { witnesses } = open(
          file.map((byte, index) => (index === at ? byte ^ 1 : byte)),
          leafAt(7),
        );
        // A change in the name or key id of the witness makes its signature unknown, and the log's stands.
        return witnesses.length > 0;
      } catch {
        return false;
      }
    });
    expect(accepted).toEqual([]);
  });

  it.each<[string, (file: string) => string]>([
    ['of another version', (file) => file.replace('@v1', '@v2')],
    ['with an extra line', (file) => file.replace('index', 'extra AA==\nindex')],
    ['with an index of more digits', (file) => file.replace('index 7', 'index 07')],
    ['with a hash that is none', (file) => file.replace('index 7', 'index 7\n!')],
    ['with CRLF', (file) => file.replaceAll('\n', '\r\n')],
    ['with thousands of hashes', (file) => file.replace('index 7', `index 7${'\nAA=='.repeat(9_000)}`)],
    ['without a checkpoint', (file) => file.slice(0, file.indexOf('\n\n'))],
    ['that is empty', () => ''],
  ])('refuses one %s', async (_, change) => {
    const changed = change(Buffer.from(await proofOf(7)).toString());
    expect(() => open(Buffer.from(changed), leafAt(7))).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'proof-malformed' }) as Error,
    );
  });
});
