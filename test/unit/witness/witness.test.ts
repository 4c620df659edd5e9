import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/index.ts';
import { emptyRoot, openCheckpoint } from '../../../src/log/index.ts';
import { formatCheckpointRequest, type WitnessReply } from '../../../src/witness/index.ts';
import {
  aWitness,
  aWitnessedLog,
  checkpointOf,
  KeptCheckpoints,
  logKey,
  logOrigin,
  signedByLog,
  witnessKey,
  witnessTimeS,
} from '../../support/witnessed-log.ts';

const log = aWitnessedLog(3, 7, 20);
const failing = (kind: string, code: string) => expect.objectContaining({ kind, code }) as Error;

/** A witness that has signed 7 leaves, and what it remembers. */
async function aWitnessOfSeven() {
  const memory = new KeptCheckpoints();
  const witness = aWitness(memory);
  await witness.addCheckpoint(await log.request(0, 7));
  return { witness, memory };
}

const signedBy = (reply: WitnessReply, checkpoint: Uint8Array) =>
  openCheckpoint(
    Buffer.concat([checkpoint, 'cosignature' in reply ? reply.cosignature : Buffer.of()]),
    logKey,
    [witnessKey],
  ).witnesses;

describe('when a log asks a witness to sign its checkpoint', () => {
  it('signs the first one as it comes, and those that continue it, with its time in whole seconds', async () => {
    const witness = aWitness();
    for (const [from, to] of [
      [0, 3],
      [3, 7],
      [7, 7],
      [7, 20],
    ] as const) {
      const reply = await witness.addCheckpoint(await log.request(from, to));
      expect(signedBy(reply, await log.checkpoint(to))).toEqual([{ key: witnessKey, timeS: witnessTimeS }]);
    }
  });

  it('remembers the checkpoint before it answers, and shows it with both signatures alone', async () => {
    const { witness, memory } = await aWitnessOfSeven();
    const kept = await witness.newest(sha256Hex(Buffer.from(logOrigin)));
    expect(kept).toBe(memory.kept.get(logOrigin));
    const { checkpoint, witnesses } = openCheckpoint(kept ?? Buffer.of(), logKey, [witnessKey]);
    expect([checkpoint.size, witnesses.length]).toEqual([7, 1]);
    expect(await witness.newest(sha256Hex(Buffer.from('other')))).toBeUndefined();
  });

  it('signs nothing when it cannot remember it', async () => {
    const memory = new KeptCheckpoints();
    memory.keep = () => Promise.reject(new Error('disk full'));
    await expect(aWitness(memory).addCheckpoint(await log.request(0, 7))).rejects.toThrow('disk full');
  });

  it('answers what it has seen when another old size is named', async () => {
    const { witness } = await aWitnessOfSeven();
    expect(await witness.addCheckpoint(await log.request(3, 20))).toEqual({ seenSize: 7 });
    expect(await witness.addCheckpoint(await log.request(0, 20))).toEqual({ seenSize: 7 });
    expect(await aWitness().addCheckpoint(await log.request(7, 20))).toEqual({ seenSize: 0 });
  });

  it('refuses a rollback', async () => {
    const { witness } = await aWitnessOfSeven();
    const rolledBack = formatCheckpointRequest({
      oldSize: 7,
      proof: [],
      checkpoint: await log.checkpoint(3),
    });
    await expect(witness.addCheckpoint(rolledBack)).rejects.toThrow(failing('invalid', 'old-size-beyond'));
    expect(await witness.addCheckpoint(await log.request(0, 3))).toEqual({ seenSize: 7 });
  });

  it.each([
    ['another tree of the same size', async () => [7, [], checkpointOf(7, Buffer.alloc(32, 9))] as const],
    [
      'a larger tree that does not continue it',
      async () =>
        [7, await log.treeOf(20).consistencyProof(7), checkpointOf(20, Buffer.alloc(32, 9))] as const,
    ],
    [
      'the proof from another size',
      async () => [7, await log.treeOf(20).consistencyProof(3), await log.checkpoint(20)] as const,
    ],
    ['no proof', async () => [7, [], await log.checkpoint(20)] as const],
    ['a proof for one size', async () => [7, [Buffer.alloc(32)], await log.checkpoint(7)] as const],
  ])('refuses a fork: %s', async (_, forked) => {
    const { witness, memory } = await aWitnessOfSeven();
    const before = memory.kept.get(logOrigin);
    const [oldSize, proof, checkpoint] = await forked();
    const body = formatCheckpointRequest({ oldSize, proof, checkpoint });
    await expect(witness.addCheckpoint(body)).rejects.toThrow(failing('conflict', 'checkpoint-inconsistent'));
    expect(memory.kept.get(logOrigin)).toBe(before);
  });

  it('takes no proof of an empty tree, and no root of one but that of nothing', async () => {
    const first = await log.checkpoint(3);
    for (const [proof, checkpoint] of [
      [[Buffer.alloc(32)], first],
      [[], checkpointOf(0, Buffer.alloc(32))],
    ] as const)
      await expect(
        aWitness().addCheckpoint(formatCheckpointRequest({ oldSize: 0, proof, checkpoint })),
      ).rejects.toThrow(failing('conflict', 'checkpoint-inconsistent'));
    const witness = aWitness();
    const empty = checkpointOf(0, emptyRoot());
    const reply = await witness.addCheckpoint(
      formatCheckpointRequest({ oldSize: 0, proof: [], checkpoint: empty }),
    );
    expect(signedBy(reply, empty)).toHaveLength(1);
    expect(await witness.addCheckpoint(await log.request(0, 3))).toHaveProperty('cosignature');
  });

  it('says what to do where the log has a key that it does not know', async () => {
    const body = formatCheckpointRequest({
      oldSize: 0,
      proof: [],
      checkpoint: renamed(checkpointOf(3, Buffer.alloc(32))),
    });
    await expect(aWitness().addCheckpoint(body)).rejects.toThrow('minhchung witness know KEY');
  });

  it.each([
    [
      'an unknown log',
      () => checkpointOf(3, Buffer.alloc(32), 'other.example/log'),
      'not-found',
      'log-unknown',
    ],
    [
      'a signature that does not fit',
      () => altered(checkpointOf(3, Buffer.alloc(32))),
      'forbidden',
      'note-signature-wrong',
    ],
    [
      'no signature of the log',
      () => renamed(checkpointOf(3, Buffer.alloc(32))),
      'forbidden',
      'note-not-trusted',
    ],
    [
      'a note that is no checkpoint',
      () => signedByLog(`${logOrigin}\nx\ny\n`),
      'invalid',
      'checkpoint-malformed',
    ],
    ['no note', () => Buffer.from(`${logOrigin}\n3\n`), 'invalid', 'note-malformed'],
  ])('refuses %s', async (_, checkpoint, kind, code) => {
    const body = formatCheckpointRequest({ oldSize: 0, proof: [], checkpoint: checkpoint() });
    await expect(aWitness().addCheckpoint(body)).rejects.toThrow(failing(kind, code));
  });

  it.each([
    '',
    'old 1\n',
    'old 01\n\n',
    'old -1\n\n',
    'old 9007199254740993\n\n',
    'size 1\n\n',
    'old 1 \n\n',
    'old 1\nAAAA\n\n',
    `old 1\n${'A'.repeat(43)}=`,
    `old 1\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n`,
  ])('refuses the request %j', async (text) => {
    const body = Buffer.concat([Buffer.from(text), await log.checkpoint(3)]);
    await expect(aWitness().addCheckpoint(body)).rejects.toThrow(
      failing('invalid', 'checkpoint-request-malformed'),
    );
  });

  it('signs one of many that come at once, and tells the others what it has seen', async () => {
    const { witness, memory } = await aWitnessOfSeven();
    const requests = await Promise.all([20, 20, 7, 20].map((to) => log.request(7, to)));
    const replies = await Promise.all(requests.map((request) => witness.addCheckpoint(request)));
    expect(replies.filter((reply) => 'cosignature' in reply)).toHaveLength(1);
    expect(replies.slice(1)).toEqual([{ seenSize: 20 }, { seenSize: 20 }, { seenSize: 20 }]);
    expect(openCheckpoint(memory.kept.get(logOrigin) ?? Buffer.of(), logKey).checkpoint.size).toBe(20);
  });

  it('signs nothing more of a log whose remembered checkpoint somebody changed', async () => {
    const { witness, memory } = await aWitnessOfSeven();
    memory.kept.set(logOrigin, await log.checkpoint(3));
    await expect(witness.addCheckpoint(await log.request(3, 20))).rejects.toThrow(
      failing('internal', 'witness-memory-damaged'),
    );
  });
});

const altered = (note: Uint8Array): Uint8Array =>
  Buffer.from(Buffer.from(note).toString('utf8').replace('\n3\n', '\n4\n'));

const renamed = (note: Uint8Array): Uint8Array =>
  Buffer.from(Buffer.from(note).toString('utf8').replace(/— \S+/, '— other.example'));
