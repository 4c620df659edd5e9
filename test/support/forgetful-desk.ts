import {
  ChainAudit,
  type ChangedKeys,
  logLinkFact,
  noteKey,
  openCheckpoint,
  originBeside,
  recheckLog,
  storedBundle,
  type VerifierKey,
} from '../../src/log/index.ts';
import { LogFolder, nothingSigned, openNextLog, rebuiltMemory, Signer } from '../../src/signer/index.ts';
import { collected, keysOf } from './log-files.ts';
import {
  aGap,
  aLook,
  aPicture,
  aRequest,
  deskKey,
  deskOrigin,
  deskStatementKey,
  SigningDesk,
} from './signing-desk.ts';

export const nextDeskOrigin = originBeside(deskOrigin, 2);
/** Of the two logs. */
export const deskKeys: ChangedKeys = {
  old: deskKey,
  next: noteKey(nextDeskOrigin, keysOf('c7'.repeat(32)).privateKey),
};

/** A desk whose signer forgot the log, and what opens the next one. */
export class ForgetfulDesk extends SigningDesk {
  readonly next = new LogFolder(this.store, nextDeskOrigin);
  kept: Uint8Array | undefined;
  isFinished = false;
  private isStated = false;

  /** Until the key folder has the new key. */
  async openNext(): Promise<void> {
    const checkpoint = await this.folder.checkpoint(deskKey.verifier);
    if (!checkpoint) throw new Error('nothing is sealed');
    const { memory, clock, outbox } = this;
    await openNextLog({
      ...{ memory, clock, keys: deskKeys, outbox, statementKey: deskStatementKey },
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
          this.stateKeyChange(deskKeys);
        }),
    });
  }

  /** As a process just started, on the next log. */
  async seal() {
    this.acts.crashAt(Number.POSITIVE_INFINITY, false);
    const { memory, clock, outbox, next: folder } = this;
    const terms = { memory, clock, outbox, folder, earlier: [deskOrigin], statementKey: deskStatementKey };
    return new Signer({ ...terms, key: deskKeys.next }).seal();
  }

  /** What an auditor finds in the next log, behind this end of the one before. */
  async audited(size?: number): Promise<string[]> {
    const before = await this.opened(this.folder, deskKey.verifier);
    const after = await this.opened(this.next, deskKeys.next.verifier);
    const chains = new ChainAudit(deskOrigin);
    for await (const { says } of recheckLog(before, this.folder.read, undefined, undefined, chains))
      throw new Error(says);
    const ended = { ...before, ...(size !== undefined && { size }) };
    const behind = new ChainAudit(nextDeskOrigin, chains.ends, [ended]);
    const found = await collected(recheckLog(after, this.next.read, undefined, undefined, behind));
    return found.map(({ says }) => says);
  }

  nextLeaves = async (): Promise<Uint8Array[]> => {
    const { size } = await this.opened(this.next, deskKeys.next.verifier);
    return storedBundle(0, size, this.next.read);
  };

  private opened = async (folder: LogFolder, key: VerifierKey) =>
    openCheckpoint((await folder.read('checkpoint')) ?? Buffer.of(), key).checkpoint;
}

/** Sealed records of several chains, others that wait, and no memory. */
export async function forgetful(): Promise<ForgetfulDesk> {
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
