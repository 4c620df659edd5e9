import type { SyncState } from './clock-verdict.ts';

/** Queries whether this host's clock is synchronised. Never fails: without an answer it is `unknown`. */
export interface ClockSync {
  state(): Promise<SyncState>;
}

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
