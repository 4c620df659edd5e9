import { type Admission, type LockOutRepository, lockOutLimits } from '../../../src/access/index.ts';
import type { UserId } from '../../../src/core/index.ts';

/** Lock-out in memory: what the contract says, in the fewest words. */
export class MemoryLockOut implements LockOutRepository {
  private readonly accounts = new Map<string, { tries: number; untilMs: number }>();

  async admit(name: string, proof: string, nowMs: number): Promise<Admission> {
    const { tries, untilMs } = this.accounts.get(name + proof) ?? { tries: 0, untilMs: 0 };
    if (untilMs > nowMs) return { kind: 'locked' };
    const locks = tries + 1 >= lockOutLimits.maxTries;
    this.accounts.set(name + proof, {
      tries: tries + 1,
      untilMs: locks ? nowMs + lockOutLimits.lockedMs : 0,
    });
    return { kind: 'admitted', tries: tries + 1 };
  }

  async forget(name: string, proof: string): Promise<void> {
    this.accounts.delete(name + proof);
  }

  async unlock(): Promise<void> {
    this.accounts.clear();
  }

  locked = async (): Promise<ReadonlyMap<UserId, number>> => new Map();
}
