import type { Services } from '../../src/compose/services.ts';
import { composeSign, type SignParts } from '../../src/compose/sign.ts';
import { hourMs, type Log, messageOf } from '../../src/core/index.ts';
import { processor } from '../../src/jobs/index.ts';
import type { SignerTold } from '../../src/operations/index.ts';
import { type RefusedRecord, type Sealing, type Signer, signerStopOf } from '../../src/signer/index.ts';
import { every } from './every.ts';
import { inTurns } from './in-turns.ts';
import type { RoleAtWork } from './role.ts';

/** A record waits for a whole turn at most, and for the round itself: 95 of 100 less than a minute. */
const sealEveryMs = 50_000;

/** Seals what is pending every minute, and whenever a job asks. */
export async function startSigning(base: Services): Promise<RoleAtWork> {
  const parts = await composeSign(base);
  const rounds = new SealingRounds(parts, base.log);
  const beatIfDue = hourly(parts, () => base.clock.nowMs());
  const heads = new LeavingHeads(parts, base.log);
  const seal = inTurns(async () => {
    await beatIfDue();
    await parts.watchClock();
    const sealing = await rounds.seal();
    heads.leave();
    return sealing;
  });
  // So that the key is there when the process says that it is ready; what fails is told by the first round.
  await rounds.open().catch(() => undefined);
  const sealing = every(sealEveryMs, base.log, seal);
  return {
    processors: [
      processor({
        name: 'seal-log',
        concurrency: 1,
        process: async () => {
          const { sealed } = await seal();
          heads.leave({ isAwaited: true });
          return sealed > 0 ? 'done' : 'skipped';
        },
      }),
    ],
    tells: () => ({ signer: rounds.told }),
    stop: async () => {
      await sealing.stop();
      await seal().catch(() => undefined);
      await heads.left;
      await parts.close();
    },
  };
}

/** Shows each checkpoint to those outside, in the background: none of them keeps anybody from sealing. */
class LeavingHeads {
  /** Settles when what began has ended; never rejects. */
  left: Promise<void> = Promise.resolve();
  private isAwaited = false;

  constructor(
    private readonly parts: Pick<SignParts, 'witnesses' | 'stamps'>,
    private readonly log: Log,
  ) {}

  leave({ isAwaited } = { isAwaited: false }): void {
    this.isAwaited ||= isAwaited;
    this.left = this.round();
  }

  private readonly round = inTurns(async () => {
    const { witnesses, stamps } = this.parts;
    const { isAwaited } = this;
    this.isAwaited = false;
    await this.done('a checkpoint is not cosigned', witnesses.show());
    await this.done('a checkpoint is not stamped with the time', stamps.stamp({ isAwaited }));
  });

  private done = (message: string, act: Promise<void>): Promise<void> =>
    act.catch((error: unknown) => this.log.warn({ error: messageOf(error) }, message));
}

/** Rounds of a signer that is opened when it is first needed: the store may be away at the start. */
class SealingRounds {
  told: SignerTold = {};
  private signer: Signer | undefined;

  constructor(
    private readonly parts: SignParts,
    private readonly log: Log,
  ) {}

  async open(): Promise<Signer> {
    this.signer ??= await this.parts.signer();
    return this.signer;
  }

  async seal(): Promise<Sealing> {
    try {
      const signer = await this.open();
      await this.parts.witnesses.refuseSetBack();
      const sealing = await signer.seal();
      this.tell(
        { ...(sealing.refused.length > 0 && { refused: refusedOf(sealing.refused) }) },
        sealing.refused,
      );
      return sealing;
    } catch (error) {
      const stop = signerStopOf(error);
      if (stop && this.told.stop !== stop)
        this.log.error({ code: stop, error: messageOf(error) }, 'nothing is sealed');
      this.tell({ ...this.told, ...(stop && { stop }) });
      throw error;
    }
  }

  /** Names each refused record once. */
  private tell(told: SignerTold, refused: readonly RefusedRecord[] = []): void {
    if (told.refused && told.refused.first !== this.told.refused?.first)
      this.log.error({ refused }, 'the signer refuses records, and their chains stand still');
    this.told = told;
  }
}

const refusedOf = (refused: readonly RefusedRecord[]) => ({
  chains: refused.length,
  first: refused
    .slice(0, 1)
    .map(({ chain, seq }) => `${chain} ${seq}`)
    .join(''),
});

/** Once in each hour of the clock, also of a process that is started again and again. */
function hourly({ beat, signedAtMs }: SignParts, nowMs: () => number): () => Promise<void> {
  let lastHour: number | undefined;
  return async () => {
    const hour = Math.floor(nowMs() / hourMs);
    lastHour ??= Math.floor((await signedAtMs()) / hourMs);
    if (hour === lastHour) return;
    await beat();
    lastHour = hour;
  };
}
