import { type Log, messageOf } from '../core/index.ts';
import type { CustodyEvent } from './custody-event.ts';
import type { CustodyLog } from './custody-log.ts';

export interface LateBatchDeps {
  readonly custody: Pick<CustodyLog, 'append'>;
  readonly log: Log;
  /** How long what was noted may wait for the log. */
  readonly delayMs: number;
  /** So many notes are appended without waiting; absent, none ever. */
  readonly maxNotes?: number;
}

/** Notes that are not in the log yet. */
export interface Notes {
  /** As events; the notes are empty afterwards. */
  drain(): CustodyEvent[];
}

/**
 * Appends late events in batches: it must not delay the logged action. A crash loses the waiting ones; an outage of the
 * catalogue does not: events whose append is uncertain are appended again, and the log drops duplicates.
 */
export class LateBatch {
  private noteCount = 0;
  private timer: NodeJS.Timeout | undefined;
  private failed: readonly CustodyEvent[] = [];
  private flushing: Promise<void> = Promise.resolve();

  constructor(
    private readonly notes: Notes,
    private readonly deps: LateBatchDeps,
  ) {}

  /** Something was noted. */
  noted(): void {
    this.noteCount += 1;
    if (this.noteCount >= (this.deps.maxNotes ?? Number.POSITIVE_INFINITY)) void this.flush();
    else this.arm();
  }

  /** Everything noted so far is in the log, or was logged as an error and waits on. One at a time. */
  flush(): Promise<void> {
    this.flushing = this.flushing.then(() => this.append());
    return this.flushing;
  }

  private arm(): void {
    this.timer ??= setTimeout(() => void this.flush(), this.deps.delayMs).unref();
  }

  private async append(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.noteCount = 0;
    const events = [...this.failed, ...this.notes.drain()];
    if (events.length === 0) return;
    try {
      await this.deps.custody.append(...events);
      this.failed = [];
    } catch (error) {
      this.deps.log.error(
        { events: events.length, error: messageOf(error) },
        'custody events wait for the catalogue',
      );
      this.failed = events;
      this.arm();
    }
  }
}
