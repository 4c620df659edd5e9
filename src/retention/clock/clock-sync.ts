import type { SyncState } from './clock-verdict.ts';

/** Queries whether this host's clock is synchronised. Never fails: without an answer it is `unknown`. */
export interface ClockSync {
  state(): Promise<SyncState>;
}

/** Answers what a program writes to its standard output; rejects when it fails, or does not end in time. */
export type OutputOf = (program: string, args: readonly string[]) => Promise<string>;

/** Asks one after the other: the first that knows is believed. */
export const firstThatKnows = (...syncs: readonly ClockSync[]): ClockSync => ({
  state: async () => {
    for (const sync of syncs) {
      const state = await sync.state();
      if (state !== 'unknown') return state;
    }
    return 'unknown';
  },
});

/** What the settings say of the clock, when nothing measures it. */
export const statedSync = (isStated: boolean): ClockSync => ({
  state: async () => (isStated ? 'stated' : 'unknown'),
});
