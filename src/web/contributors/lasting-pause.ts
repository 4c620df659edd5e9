import type { Pause } from '../../client/index.ts';

/** The one that is in force; a withdrawal lasts for good. */
export const lastingPause = (pauses: readonly Pause[], nowMs = Date.now()): Pause | undefined =>
  pauses.find(({ kind }) => kind === 'withdrawn') ??
  pauses.find(({ until, endedAt }) => !endedAt && (until === undefined || Date.parse(until) > nowMs));
