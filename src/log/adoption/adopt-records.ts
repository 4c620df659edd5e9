import { type Clock, formatInstant, type Log } from '../../core/index.ts';

/** What an earlier version left without records. Errors: `unavailable` `catalogue-unavailable`. */
export interface AdoptionBook {
  /** Notes what has no record and began before that instant. May be done again. */
  begin(untilMs: number): Promise<void>;
  /**
   * States records of the next few of what began before that instant, in one transaction. `waits`: the rest rests on records that
   * others state. `none`: nothing is left.
   */
  adoptNext(untilMs: number): Promise<'adopted' | 'waits' | 'none'>;
  /** How many records wait for the signer. */
  waiting(): Promise<number>;
}

/** How far an adoption is. */
export interface AdoptionMark {
  /** What began then or later has records of its own. */
  readonly untilMs: number;
  readonly isDone: boolean;
}

/**
 * Kept where whoever has only the catalogue cannot write: what is written into it later is never adopted. Errors: those of the
 * store.
 */
export interface AdoptionMarks {
  read(): Promise<AdoptionMark | undefined>;
  write(mark: AdoptionMark): Promise<void>;
}

export interface AdoptionDeps {
  readonly book: AdoptionBook;
  readonly marks: AdoptionMarks;
  readonly clock: Clock;
  readonly log: Log;
  readonly rest: (ms: number) => Promise<void>;
}

/** A worker that is stopped waits for no longer. */
const turnMs = 8_000;
/** Of the time that it worked. */
const restShare = 3;
/** The signer seals them in seconds, so that new facts do not wait. */
const maxWaiting = 10_000;

/**
 * States records of what an earlier version left without, newest first, for some seconds and a quarter of their time. The next
 * turn goes on. Answers whether there was anything to do. A crash leaves whole batches. Errors: those of catalogue and store.
 */
export async function adoptRecords(deps: AdoptionDeps): Promise<boolean> {
  const { book, marks, clock } = deps;
  const mark = await marks.read();
  if (mark?.isDone) return false;
  const untilMs = mark?.untilMs ?? (await begin(deps));
  const endMs = clock.monotonicMs() + turnMs;
  while (clock.monotonicMs() < endMs && (await book.waiting()) < maxWaiting) {
    const beganMs = clock.monotonicMs();
    const outcome = await book.adoptNext(untilMs);
    if (outcome === 'waits') return true;
    if (outcome === 'none') return end(deps, untilMs);
    await deps.rest((clock.monotonicMs() - beganMs) * restShare);
  }
  return true;
}

async function begin({ book, marks, clock, log }: AdoptionDeps): Promise<number> {
  const untilMs = clock.nowMs();
  await book.begin(untilMs);
  await marks.write({ untilMs, isDone: false });
  log.info({ until: formatInstant(untilMs) }, 'begins to state records of what an earlier version left');
  return untilMs;
}

async function end({ marks, log }: AdoptionDeps, untilMs: number): Promise<true> {
  await marks.write({ untilMs, isDone: true });
  log.info({ until: formatInstant(untilMs) }, 'all that an earlier version left has records');
  return true;
}
