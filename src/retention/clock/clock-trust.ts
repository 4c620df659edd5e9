import { type Clock, formatInstant, type SiteId } from '../../core/index.ts';
import { type Actor, type CustodyEvent, custodyEvent } from '../../custody/index.ts';
import type { ClockSync } from './clock-sync.ts';
import { type ClockMemory, type ClockVerdict, isStep, judgeClock } from './clock-verdict.ts';

/** Decides whether deletion may believe this host's clock. */
export interface ClockTrust {
  /** A refusal is remembered until the reason is gone, and a step until a person has confirmed the clock. */
  judge(requireSync: boolean): Promise<ClockVerdict>;
}

/** The last verdict on the clock, for people. */
export interface ClockStatus {
  readonly judgedAtMs: number;
  readonly verdict: ClockVerdict;
}

/** The clock in the catalogue. Errors: `unavailable` `catalogue-unavailable`. */
export interface ClockRepository {
  read(siteId: SiteId): Promise<{ readonly memory: ClockMemory; readonly newestMs?: number }>;
  /** Keeps the verdict; `trustedAtMs` moves when it is trusted, a step stays until confirmed. */
  keep(siteId: SiteId, status: ClockStatus, steppedByMs: number | undefined): Promise<void>;
  status(siteId: SiteId): Promise<ClockStatus | undefined>;
  /**
   * A person says that the clock is right: steps and doubts are forgotten, and so are marks that have not begun, since
   * they may come from a wrong clock.
   */
  confirm(siteId: SiteId, event: CustodyEvent): Promise<void>;
}

/** A person says that the clock is right, after expiry has refused to believe it. */
export function confirmClock(book: ClockRepository, by: Required<Actor>, siteId: SiteId): Promise<void> {
  const detail = { now: formatInstant(by.nowMs) };
  return book.confirm(siteId, custodyEvent(by, 'clock-confirmed', { detail }));
}

export interface ClockTrustDeps {
  readonly clock: Clock;
  readonly sync: ClockSync;
  readonly book: ClockRepository;
  readonly siteId: SiteId;
}

/** One per process: it watches wall against monotonic time from its making on. */
export function createClockTrust({ clock, sync, book, siteId }: ClockTrustDeps): ClockTrust {
  const steps = new StepWatch(clock);
  return {
    judge: async (requireSync) => {
      const { memory, newestMs } = await book.read(siteId);
      const readings = { nowMs: clock.nowMs(), sync: await sync.state(), steppedByMs: steps.steppedByMs() };
      const known = newestMs === undefined ? {} : { newestMs };
      const verdict = judgeClock({ ...readings, ...known, memory }, requireSync);
      const newStepMs = isStep(readings.steppedByMs) ? readings.steppedByMs : undefined;
      await book.keep(siteId, { judgedAtMs: readings.nowMs, verdict }, newStepMs);
      // Only after it is stored may the process forget it.
      steps.anchor();
      return verdict;
    },
  };
}

/** Wall against monotonic time of one process. */
export class StepWatch {
  private anchorMs: number;
  private readMs: number;

  constructor(private readonly clock: Clock) {
    this.readMs = this.offsetMs();
    this.anchorMs = this.readMs;
  }

  /** How far wall time ran away from monotonic time since the anchor; forward is positive. */
  steppedByMs(): number {
    this.readMs = this.offsetMs();
    return this.readMs - this.anchorMs;
  }

  /** From the last reading on: a step after it is seen by the next one. */
  anchor(): void {
    this.anchorMs = this.readMs;
  }

  private offsetMs(): number {
    return this.clock.nowMs() - this.clock.monotonicMs();
  }
}
