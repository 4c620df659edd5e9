import { hourMs, type RequestId, type TimeRange } from '../core/index.ts';
import { type Actor, type CustodyEvent, type CustodyMatter, custodyEvent } from './custody-event.ts';
import type { CustodyLog } from './custody-log.ts';

/** Somebody is shown what there is of a request, or of a camera. */
export const coverageShown = (by: Actor, about: CustodyMatter): CustodyEvent =>
  custodyEvent(by, 'coverage-shown', about);

/** A request whose coverage is about to be shown. */
export interface CoveredRequest {
  readonly id: RequestId;
  readonly cameraIds: readonly string[];
  readonly range: TimeRange;
}

/**
 * Records a look at the coverage of a request: once an hour for a user or program and a request, because a waiting page
 * polls every few seconds. Only this process remembers it: another one records again.
 */
export class ShownCoverage {
  /** Oldest first. */
  private readonly recordedAtMs = new Map<string, number>();

  constructor(private readonly custody: Pick<CustodyLog, 'append'>) {}

  /** Returns once all of them are in the log; of a request without cameras there is nothing to show. Errors: those of `append`. */
  async note(by: Required<Actor>, requests: readonly CoveredRequest[]): Promise<void> {
    this.forgetOld(by.nowMs);
    const due = requests.filter(
      ({ id, cameraIds }) => cameraIds.length > 0 && !this.recordedAtMs.has(keyOf(by, id)),
    );
    const events = due.map(({ id: requestId, cameraIds, range }) =>
      coverageShown(by, { requestId, range, detail: { cameras: cameraIds.length } }),
    );
    if (events.length > 0) await this.custody.append(...events);
    for (const { id } of due) this.recordedAtMs.set(keyOf(by, id), by.nowMs);
  }

  /** Also what is recorded as later than now: a clock that was set back hides nothing. */
  private forgetOld(nowMs: number): void {
    for (const [key, atMs] of this.recordedAtMs)
      if (nowMs >= atMs + hourMs || nowMs < atMs) this.recordedAtMs.delete(key);
  }
}

const keyOf = ({ user }: Required<Actor>, id: RequestId): string => [user.id, user.tokenId, id].join(' ');
