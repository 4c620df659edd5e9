import type { Clock, SiteId, UserId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { FootageCount } from '../footage-count.ts';
import type { RetentionLetter } from '../retention-letter.ts';
import type { ClockSync } from './clock-sync.ts';
import {
  type ClockMemory,
  type ClockVerdict,
  heedConfirmation,
  isStep,
  judgeClock,
} from './clock-verdict.ts';

/** Decides whether deletion may believe this host's clock. */
export interface ClockTrust {
  /** A refusal is remembered until the reason is gone, and a step until a person has confirmed the clock. */
  judge(requireSync: boolean): Promise<ClockVerdict>;
}

/** The last verdict on the clock of a site's hosts, for people. */
export interface ClockStatus {
  readonly judgedAtMs: number;
  readonly verdict: ClockVerdict;
  /** A person's word that does not count yet. */
  readonly confirmation?: ClockConfirmation;
}

/** The clock by which the footage of a site expires. */
export interface SiteClock extends ClockStatus {
  readonly siteId: SiteId;
}

/** A person says that the clock is right. */
export interface ClockConfirmation {
  readonly atMs: number;
  readonly byId: UserId;
  /** Footage that will expire when it counts; counted when it was given. */
  readonly shortened: FootageCount;
}

/** The clocks of the sites in the catalogue. Errors: `unavailable` `catalogue-unavailable`. */
export interface ClockRepository {
  read(siteId: SiteId): Promise<{ readonly memory: ClockMemory; readonly newestMs?: number }>;
  /**
   * Keeps the verdict. When it is trusted, `trustedAtMs` moves, and steps and confirmations are forgotten; a new step
   * ends a confirmation that was given before it.
   */
  keep(
    siteId: SiteId,
    status: Omit<ClockStatus, 'confirmation'>,
    steppedByMs: number | undefined,
  ): Promise<void>;
  status(siteId: SiteId): Promise<ClockStatus | undefined>;
  /** Those of the ward that were judged, by site. */
  all(): Promise<SiteClock[]>;
  /**
   * One transaction: the confirmation, its event and letters, and marks that have not begun are taken back, since they
   * may come from a wrong clock. Nothing where expiry trusts the clock.
   */
  confirm(
    siteId: SiteId,
    confirmation: ClockConfirmation,
    told: { readonly event: CustodyEvent; readonly letter: RetentionLetter },
  ): Promise<void>;
  /** Of every site; the doubt stays. Errors: `conflict` `nothing-waits` without a confirmation. */
  refuseConfirmations(event: CustodyEvent): Promise<void>;
}

export interface ClockTrustDeps {
  readonly clock: Clock;
  readonly sync: ClockSync;
  readonly book: Pick<ClockRepository, 'read' | 'keep'>;
  readonly siteId: SiteId;
  /** Until a confirmation counts. */
  readonly delayMs: number;
}

/** One per process: it watches wall against monotonic time from its making on. */
export function createClockTrust({ clock, sync, book, siteId, delayMs }: ClockTrustDeps): ClockTrust {
  const steps = new StepWatch(clock);
  return {
    judge: async (requireSync) => {
      const { memory, newestMs } = await book.read(siteId);
      const readings = { nowMs: clock.nowMs(), sync: await sync.state(), steppedByMs: steps.steppedByMs() };
      const known = newestMs === undefined ? {} : { newestMs };
      const heeded = heedConfirmation({ ...readings, memory }, delayMs);
      const verdict = judgeClock({ ...readings, ...known, memory: heeded }, requireSync);
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
