import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  cosign,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  GrowingLog,
  type NoteSignature,
  openCheckpoint,
  StoredTree,
  signNote,
  verifierKey,
} from '../../../src/log/index.ts';
import { grownLog, keysOf, LogFiles, leavesFrom } from '../../support/log-files.ts';
import { describeUnless } from '../../support/unless.ts';
import { askGoClients, type GoAnswer, type GoQuestion, goClients } from './go-clients.ts';

const origin = 'ward.example/evidence/01';
const witnessSeed = '2'.repeat(64);
const log = keysOf('1'.repeat(64));
const witness = keysOf(witnessSeed);
const logKey = verifierKey(origin, 'note', log.publicKey);
const witnessKey = verifierKey('witness.example/w1', 'cosignature', witness.publicKey);
const witnessTimeS = 1_796_000_000;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** More than one tile of the second level; ends inside a tile. */
const growths = [1, 255, 1, 300, 66_000, 7];
const size = growths.reduce((sum, count) => sum + count, 0);
const indexes = [0, 1, 255, 256, 65_535, 65_536, size - 2, size - 1];
const oldSizes = [1, 2, 255, 256, 257, 65_536, 65_537, size - 1, size];

describeUnless(goClients.missing(), 'when clients that others wrote read a log', () => {
  let folder: string;
  const write = (path: string, bytes: Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  const ask = (question: Partial<GoQuestion> = {}): GoAnswer =>
    askGoClients(join(folder, 'clients'), {
      folder,
      logKey: formatVerifierKey(logKey),
      witnessSeed,
      growths,
      indexes,
      oldSizes,
      ...question,
    });
  const { log: grown, stored } = grownLog(...growths);
  const tree = new StoredTree(size, stored.read);
  let answer: GoAnswer;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'go-clients-'));
    goClients.build(join(folder, 'clients'));
    for (const [path, bytes] of stored.files) write(path, bytes);
    const text = formatCheckpoint({ origin, ...grown.head(), extensions: [] });
    const cosignature = cosign(text, witnessTimeS, witnessKey, witness.privateKey);
    const signatures = [signNote(text, logKey, log.privateKey), cosignature];
    write('checkpoint', formatNote({ text, signatures }));
    answer = ask();
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('opens the checkpoint under both keys, and finds the time of the witness', () => {
    const { size: signedSize, root, witnessTime } = answer;
    expect({ origin: answer.origin, size: signedSize, root, witnessTime }).toEqual({
      origin,
      size,
      root: base64(grown.head().root),
      witnessTime: witnessTimeS,
    });
    expect(answer.witnessKey).toBe(formatVerifierKey(witnessKey));
  });

  it('reads every entry, each proved by the tiles', () => {
    expect(answer.entries).toBe(size);
  });

  it('makes the proofs and roots that we make', async () => {
    for (const index of indexes)
      expect((await tree.inclusionProof(index)).map(base64)).toEqual(answer.inclusion[index]);
    for (const oldSize of oldSizes) {
      expect((await tree.consistencyProof(oldSize)).map(base64)).toEqual(answer.consistency[oldSize]);
      expect(base64(await tree.root(oldSize))).toBe(answer.roots[oldSize]);
    }
  });

  it('writes the files that we write, at each growth', () => {
    const [again, files] = [GrowingLog.empty(), new LogFiles()];
    const ours = growths.flatMap((count) => files.store(again.append(leavesFrom(again.head().size, count))));
    expect(ours.toSorted()).toEqual(answer.paths.toSorted());
  });

  it('makes a cosignature that we verify', () => {
    const [signature] = openCheckpoint(Buffer.from(answer.cosigned), logKey, [witnessKey]).witnesses;
    expect(signature?.key).toBe(witnessKey);
    expect(signature?.timeS).toBeGreaterThan(1_700_000_000);
  });

  it('finds the time that Go finds only where the earlier of two cosignatures by one witness stands first', () => {
    const text = formatCheckpoint({ origin, ...grown.head(), extensions: [] });
    const bySigner = signNote(text, logKey, log.privateKey);
    const [first, again] = [witnessTimeS, witnessTimeS + 3_600].map((timeS) =>
      cosign(text, timeS, witnessKey, witness.privateKey),
    ) as [NoteSignature, NoteSignature];
    const times = [
      [bySigner, first, again],
      [bySigner, again, first],
    ].map((signatures) => {
      const bytes = formatNote({ text, signatures });
      write('checkpoint', bytes);
      const [ours] = openCheckpoint(bytes, logKey, [witnessKey]).witnesses;
      return { go: ask().witnessTime, ours: ours?.timeS };
    });
    // golang.org/x/mod's note.Open drops the second signature of a key, and lists it nowhere.
    expect(times).toEqual([
      { go: witnessTimeS, ours: witnessTimeS },
      { go: witnessTimeS + 3_600, ours: witnessTimeS },
    ]);
  });

  it('refuses a log of which a tile was changed', () => {
    const tile = 'tile/0/003';
    const bytes = stored.files.get(tile) ?? Buffer.of();
    write(
      tile,
      bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte)),
    );
    expect(() => ask()).toThrow(/inconsistent/);
    write(tile, bytes);
  });
});
