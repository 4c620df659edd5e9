import type { Clock, Log, SiteId } from '../core/index.ts';
import type { Need } from './need.ts';
import { notKnown, standingOf } from './readiness.ts';
import { type Trouble, type TroubleStep, troublesAfter } from './trouble.ts';
import { type Letter, type LetterSettings, letterOf } from './trouble-letter.ts';

/** The step of a look, and the letter that tells of it. */
export interface ToldStep extends TroubleStep {
  readonly letter?: Letter | undefined;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface TroubleBook {
  /** Those that processes of the site see and that are not over. */
  open(site: SiteId): Promise<Trouble[]>;
  /**
   * Replaces what the site knows by what `step` keeps, and writes its letter to every admin and technician: in one
   * transaction, one process after another. Returns the number of letters.
   */
  change(site: SiteId, nowMs: number, step: (known: readonly Trouble[]) => ToldStep): Promise<number>;
}

export interface WatchNeedsDeps {
  readonly site: SiteId;
  readonly needs: readonly Need[];
  readonly lesserNeeds: readonly Need[];
  readonly book: TroubleBook;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: LetterSettings;
}

/** Looks at every need once, and writes a letter about what has lasted for five minutes or is over; how many. */
export async function watchNeeds(deps: WatchNeedsDeps): Promise<number> {
  const { site, needs, lesserNeeds, book, clock, log, settings } = deps;
  const standings = await Promise.all([standingOf(needs, log), standingOf(lesserNeeds, log, notKnown)]);
  const nowMs = clock.nowMs();
  return book.change(site, nowMs, (known) => {
    const step = troublesAfter(known, { site, standings: standings.flat(), nowMs });
    return { ...step, letter: letterOf(step, settings) };
  });
}
