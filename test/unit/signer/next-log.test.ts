import { describe, expect, it } from 'vitest';
import {
  ChainAudit,
  type ChangedKeys,
  GrowingLog,
  logLinkFact,
  logLinkIn,
  noteKey,
  openCheckpoint,
  originBeside,
  parseRecord,
  recheckLog,
  storedBundle,
  type VerifierKey,
} from '../../../src/log/index.ts';
import { LogFolder, nothingSigned, openNextLog, rebuiltMemory, Signer } from '../../../src/signer/index.ts';
import { collected, keysOf } from '../../support/log-files.ts';
import {
  aGap,
  aLook,
  aPicture,
  aRequest,
  deskKey,
  deskOrigin,
  deskStatementKey,
  SignerCrash,
  SigningDesk,
} from '../../support/signing-desk.ts';

const nextOrigin = originBeside(deskOrigin, 2);
const keys: ChangedKeys = { old: deskKey, next: noteKey(nextOrigin, keysOf('c7'.repeat(32)).privateKey) };

/** A desk whose signer forgot the log, and what opens the next one. */
class ForgetfulDesk extends SigningDesk {
  readonly next = new LogFolder(this.store, nextOrigin);
  kept: Uint8Array | undefined;
  isFinished = false;
  private isStated = false;

  /** Until the key folder has the new key. */
  async openNext(): Promise<void> {
    const checkpoint = await this.folder.checkpoint(deskKey.verifier);
    if (!checkpoint) throw new Error('nothing is sealed');
    const { memory, clock, outbox } = this;
    await openNextLog({
      ...{ memory, clock, keys, outbox, statementKey: deskStatementKey },
      ended: await rebuiltMemory([{ checkpoint, read: this.folder.read }]),
      before: this.folder,
      folder: this.next,
      earlier: [deskOrigin],
      turn: {
        keep: (record) =>
          this.acts.act(() => {
            this.kept = record;
          }),
        kept: async () => this.kept,
        finish: () =>
          this.acts.act(() => {
            this.isFinished = true;
          }),
      },
      state: () =>
        this.acts.act(() => {
          if (this.isStated) return;
          this.isStated = true;
          this.state(logLinkFact(checkpoint, 'memory-lost'));
          this.stateKeyChange(keys);
        }),
    });
  }

  /** As a process just started, on the next log. */
  async seal() {
    this.acts.crashAt(Number.POSITIVE_INFINITY, false);
    const { memory, clock, outbox, next: folder } = this;
    const terms = { memory, clock, outbox, folder, earlier: [deskOrigin], statementKey: deskStatementKey };
    return new Signer({ ...terms, key: keys.next }).seal();
  }

  /** What an auditor finds in the next log, behind this end of the one before. */
  async audited(size?: number): Promise<string[]> {
    const before = await this.opened(this.folder, deskKey.verifier);
    const after = await this.opened(this.next, keys.next.verifier);
    const chains = new ChainAudit(deskOrigin);
    for await (const { says } of recheckLog(before, this.folder.read, undefined, undefined, chains))
      throw new Error(says);
    const ended = { ...before, ...(size !== undefined && { size }) };
    const behind = new ChainAudit(nextOrigin, chains.ends, [ended]);
    const found = await collected(recheckLog(after, this.next.read, undefined, undefined, behind));
    return found.map(({ says }) => says);
  }

  nextLeaves = async (): Promise<Uint8Array[]> => {
    const { size } = await this.opened(this.next, keys.next.verifier);
    return storedBundle(0, size, this.next.read);
  };

  private opened = async (folder: LogFolder, key: VerifierKey) =>
    openCheckpoint((await folder.read('checkpoint')) ?? Buffer.of(), key).checkpoint;
}

/** Sealed records of several chains, others that wait, and no memory. */
async function forgetful(): Promise<ForgetfulDesk> {
  const desk = new ForgetfulDesk();
  for (const fact of [
    aRequest('req_1', 'file'),
    aRequest('req_1', 'approve'),
    aPicture('cam_1', 1),
    aGap('cam_1'),
  ])
    desk.state(fact);
  await desk.signer().seal();
  desk.state(aLook('req_1'));
  desk.state(aGap('cam_1'));
  desk.memory.state = nothingSigned;
  // The tables know nothing of the next log.
  desk.outbox.size = 0;
  return desk;
}

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
    expect(Buffer.from(note ?? Buffer.of()).toString()).toContain(`${nextOrigin}\nreq/req_1\n2\n`);
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
      await desk.next.checkpoint(keys.next.verifier),
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
