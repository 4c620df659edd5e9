import { describe, expect, it } from 'vitest';
import {
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  GrowingLog,
  keyFingerprint,
  leafHash,
  openCheckpoint,
  parseNote,
  parseVerifierKey,
  provesInclusion,
  StoredTree,
  signNote,
  verifierKey,
  verifySignatures,
} from '../../../src/log/index.ts';
import { keysOf, LogFiles } from '../../support/log-files.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const leaves = [0, 1, 2, 3, 4].map((n) => Buffer.from(`{"n":${n},"type":"seg","v":1}`));
const root5 = '8081f635033f95e3460fd588bcde39ec8492f58e47acfcd1cfae7885aadb521e';
const origin = 'ward.example/evidence/01';
const vkey = `${origin}+8d6af2ca+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea`;
const signed = `${origin}
5
gIH2NQM/leNGD9WIvN457ISS9Y5HrPzRz654harbUh4=

— ${origin} jWryykaC3cGwxC3k+gldl9tFYjKw94XCH5w0+PKCHkYJyPsByS4IokZEPLrcJ9e7GEocNjUuAhgO7sDbfcczxRQV7QY=
`;
const proof = [
  'FhVY4kAahfbAFKAC3YvWwpHZulyu2LXKe96ghPRTeSQ=',
  'OYrp1PkeY39uV0Ev/OkAJA/OiK7pgwIY2GdxNJ+uuG0=',
  '2byXraS1dMUyjY8q5l2JfTaaSgbd5Di35suT5TDQ9kM=',
];

function logOf(count: number) {
  const [log, stored] = [GrowingLog.empty(), new LogFiles()];
  stored.store(log.append(leaves.slice(0, count)));
  return { head: log.head(), tree: new StoredTree(count, stored.read) };
}

describe('when the five records of the format are logged', () => {
  it('has the published hashes of leaf and roots', () => {
    expect(hex(leafHash(leaves[0] ?? Buffer.of()))).toBe(
      '1e8d21b89f499559f52bb196b2d718de9fa8439729b10210545e40dd8d17a3f6',
    );
    expect(hex(logOf(3).head.root)).toBe('733cfffc65ca3a1a4a643640cc81b694e360c3768f2b63c01762eb11794b3f12');
    expect(hex(logOf(5).head.root)).toBe(root5);
  });

  it('has the published proof of leaf 2, from the leaf to the root', async () => {
    const { head, tree } = logOf(5);
    const made = await tree.inclusionProof(2);
    expect(made.map(base64)).toEqual(proof);
    expect(provesInclusion(made, { index: 2, hash: await tree.leafHash(2) }, head)).toBe(true);
  });

  it('has the published key and signed checkpoint, byte for byte', () => {
    const { publicKey, privateKey } = keysOf(
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    );
    const key = verifierKey(origin, 'note', publicKey);
    expect(formatVerifierKey(key)).toBe(vkey);
    const text = formatCheckpoint({ origin, size: 5, root: Buffer.from(root5, 'hex'), extensions: [] });
    expect(Buffer.from(formatNote({ text, signatures: [signNote(text, key, privateKey)] })).toString()).toBe(
      signed,
    );
  });

  it('opens that checkpoint with the key alone', () => {
    const { checkpoint, witnesses } = openCheckpoint(Buffer.from(signed), parseVerifierKey(vkey));
    expect({ ...checkpoint, root: hex(checkpoint.root) }).toEqual({
      origin,
      size: 5,
      root: root5,
      extensions: [],
    });
    expect(witnesses).toEqual([]);
  });
});

describe('when the example of C2SP signed-note is read', () => {
  const example = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;
  const key = parseVerifierKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');

  it('verifies under its key', () => {
    const note = parseNote(Buffer.from(example));
    expect(note.text).toBe('This is an example message.\n');
    expect(verifySignatures(note, [key])).toEqual([{ key }]);
    expect(keyFingerprint(key)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('splits a text with empty lines at the last one', () => {
    const poem = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`;
    const note = parseNote(Buffer.from(poem));
    expect(note.text.endsWith('\n\ned è subito sera.\n')).toBe(true);
    expect(note.signatures).toMatchObject([{ name: 'quasimodo.example/salvatore', keyId: 0x367ba04b }]);
    expect(Buffer.from(formatNote(note)).toString()).toBe(poem);
  });
});
