import { type Log, messageOf, minuteMs } from '../core/index.ts';
import { type Actor, type CustodyEvent, type CustodyMatter, custodyEvent } from './custody-event.ts';
import { LateBatch, type LateBatchDeps, type Notes } from './late-batch.ts';

/** A look, or an act, that was refused. */
export interface Denial extends Pick<CustodyMatter, 'requestId' | 'cameraId'> {
  readonly by: Required<Actor>;
  /** Which operation of the API. */
  readonly operation: string;
  /** The code of the refusal. */
  readonly code: string;
}

/** Refusals of one user per minute that are logged singly; more are logged as one with a count. */
const maxEach = 20;

interface Budget {
  readonly sinceMs: number;
  readonly spent: number;
}

class RepeatedDenials implements Notes {
  private readonly counts = new Map<string, { readonly first: Denial; count: number }>();

  add(denial: Denial): void {
    const key = [denial.by.user.id, denial.by.user.tokenId, denial.operation, denial.code].join(' ');
    const known = this.counts.get(key);
    if (known) known.count += 1;
    else this.counts.set(key, { first: denial, count: 1 });
  }

  drain(): CustodyEvent[] {
    const events = [...this.counts.values()].map(({ first, count }) => eventOf(first, { count }));
    this.counts.clear();
    return events;
  }
}

/** For several refusals in one, camera and request are left out: they may differ. */
function eventOf(
  { by, operation, code, requestId, cameraId }: Denial,
  many?: { count: number },
): CustodyEvent {
  const matter = many ? {} : { ...(requestId && { requestId }), ...(cameraId && { cameraId }) };
  return custodyEvent(by, 'denied', { ...matter, detail: { operation, code, ...many } });
}

/**
 * Records refusals without letting a caller fill the disk: memory holds one count for a user, operation and code; the
 * log grows by `maxEach` events a minute and user, and one more for each count.
 */
export class Denials {
  private readonly repeated = new RepeatedDenials();
  private readonly batch: LateBatch;
  private readonly budgets = new Map<string, Budget>();

  constructor(private readonly deps: Omit<LateBatchDeps, 'mostNotes'>) {
    this.batch = new LateBatch(this.repeated, deps);
  }

  /**
   * Returns when it is in the log or counted. An outage does not turn a refusal into another answer: it is logged, and
   * appended later.
   */
  async note(denial: Denial): Promise<void> {
    if (this.isWithinBudget(denial)) {
      try {
        await this.deps.custody.append(eventOf(denial));
        return;
      } catch (error) {
        warn(this.deps.log, error);
      }
    }
    this.repeated.add(denial);
    this.batch.noted();
  }

  flush(): Promise<void> {
    return this.batch.flush();
  }

  private isWithinBudget({ by: { user, nowMs } }: Denial): boolean {
    const before = this.budgets.get(user.id);
    const isOver = !before || nowMs - before.sinceMs >= minuteMs;
    const { sinceMs, spent } = isOver ? { sinceMs: nowMs, spent: 0 } : before;
    if (spent >= maxEach) return false;
    this.budgets.set(user.id, { sinceMs, spent: spent + 1 });
    return true;
  }
}

const warn = (log: Log, error: unknown): void =>
  log.error({ error: messageOf(error) }, 'a denial waits for the catalogue');
