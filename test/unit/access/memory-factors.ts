import type { ConfirmedFactor, SecondFactorRepository } from '../../../src/access/index.ts';
import type { UserId } from '../../../src/core/index.ts';
import type { CustodyEvent } from '../../../src/custody/index.ts';

/** One user's factor in memory. */
export class MemoryFactors implements SecondFactorRepository {
  sealed?: Uint8Array;
  pending?: Uint8Array;
  lastStep = 0;
  hashes: readonly string[] = [];
  readonly events: CustodyEvent[] = [];

  of = async () => ({
    recoveryCodesLeft: this.hashes.length,
    ...(this.sealed && { sealed: this.sealed }),
    ...(this.pending && { pending: this.pending }),
  });
  enrolled = async () => new Set<UserId>();
  offer = async (_: UserId, sealed: Uint8Array) => {
    this.pending = sealed;
  };
  confirm = async ({ sealed, step, recoveryHashes, event }: ConfirmedFactor) => {
    if (this.pending !== sealed) return false;
    Object.assign(this, { sealed, pending: undefined, lastStep: step, hashes: recoveryHashes });
    this.events.push(event);
    return true;
  };
  useStep = async (_: UserId, step: number) => {
    const isNew = step > this.lastStep;
    if (isNew) this.lastStep = step;
    return isNew;
  };
  useRecoveryCode = async (_: UserId, hash: string, event: CustodyEvent) => {
    const isKnown = this.hashes.includes(hash);
    this.hashes = this.hashes.filter((each) => each !== hash);
    if (isKnown) this.events.push(event);
    return isKnown;
  };
  reset = async () => {};
}
