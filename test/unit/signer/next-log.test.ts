import { describe, expect, it } from 'vitest';
import { GrowingLog, logLinkIn, parseRecord } from '../../../src/log/index.ts';
import { rebuiltMemory } from '../../../src/signer/index.ts';
import { deskKeys, forgetful, nextDeskOrigin } from '../../support/forgetful-desk.ts';
import { deskKey, deskOrigin, SignerCrash } from '../../support/signing-desk.ts';

describe('when the next log is opened', () => {
  it('begins with the link and the change of the key, and seals what waited behind them', async () => {
    const desk = await forgetful();
    await desk.openNext();
    expect(await desk.seal()).toEqual({ size: 4, sealed: 2, refused: [] });
    const leaves = await desk.nextLeaves();
    expect(logLinkIn(leaves[0])).toMatchObject({ chain: deskOrigin, size: 4, reason: 'memory-lost' });
    expect(leaves.map((leaf) => parseRecord(leaf).type)).toEqual(['link', 'key', 'acc', 'gap']);
    expect(desk.isFinished).toBe(true);
    expect(await desk.audited()).toEqual([]);
  });

  it('signs the ends of chains that do not grow, for who checks a request of the log before', async () => {
    const desk = await forgetful();
    await desk.openNext();
    const note = await desk.next.read('chains/req/req_1');
    expect(Buffer.from(note ?? Buffer.of()).toString()).toContain(`${nextDeskOrigin}\nreq/req_1\n2\n`);
  });

  it('leaves at every step at which it is killed what the next call finishes, with one link', async () => {
    for (const isDone of [false, true])
      for (let step = 0, wasKilled = true; wasKilled; step++) {
        const desk = await forgetful();
        desk.acts.crashAt(step, isDone);
        wasKilled = await desk.openNext().then(
          () => false,
          (error: unknown) => {
            if (error instanceof SignerCrash) return true;
            throw error;
          },
        );
        desk.acts.crashAt(Number.POSITIVE_INFINITY, false);
        if (!desk.isFinished) await desk.openNext();
        await desk.seal();
        const types = (await desk.nextLeaves()).map((leaf) => parseRecord(leaf).type);
        expect(types, `step ${step}`).toEqual(['link', 'key', 'acc', 'gap']);
        expect(await desk.audited()).toEqual([]);
        expect(desk.outbox.rows).toEqual([]);
        expect(step).toBeLessThan(60);
      }
  });

  it('is not signed by who has the memory of the log before, which may be the longer one', async () => {
    const desk = await forgetful();
    const { state } = desk.memory;
    await desk.openNext();
    desk.memory.state = { ...state, log: deskOrigin, head: { size: 9, root: Buffer.alloc(32) } };
    await expect(desk.seal()).rejects.toMatchObject({ code: 'log-memory-lost' });
    desk.memory.state = { ...state, head: { size: 9, root: Buffer.alloc(32) } };
    await expect(desk.seal()).rejects.toMatchObject({ code: 'log-memory-lost' });
  });

  it('is found where the link names another end than the log before has', async () => {
    const desk = await forgetful();
    await desk.openNext();
    expect(await desk.audited(5)).toEqual([`leaf 0 does not continue ${deskOrigin} at 5 leaves`]);
  });

  it('is refused by who makes the memory anew of both, where the log before has another end', async () => {
    const desk = await forgetful();
    await desk.openNext();
    await desk.seal();
    const [before, after] = [
      await desk.folder.checkpoint(deskKey.verifier),
      await desk.next.checkpoint(deskKeys.next.verifier),
    ];
    if (!before || !after) throw new Error('a log has no checkpoint');
    const logs = [
      { checkpoint: before, read: desk.folder.read },
      { checkpoint: after, read: desk.next.read },
    ] as const;
    expect((await rebuiltMemory(logs)).ends).toEqual(desk.memory.state.ends);
    const empty = { ...before, ...GrowingLog.empty().head() };
    await expect(rebuiltMemory([{ ...logs[0], checkpoint: empty }, logs[1]])).rejects.toMatchObject({
      code: 'log-differs',
    });
  });
});
