import type { CustodyEvent } from '../../client/index.ts';

/** Strips of previews that follow each other are one look with the pointer; every other event stands alone. */
export type RunOfEvents = readonly [CustodyEvent, ...CustodyEvent[]];

const isPreview = ({ event }: CustodyEvent): boolean => event === 'storyboard-issued';

/** All events, in their order. */
export function previewRuns(events: readonly CustodyEvent[]): RunOfEvents[] {
  const runs: RunOfEvents[] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last && isPreview(last[0]) && isPreview(event)) runs[runs.length - 1] = [...last, event];
    else runs.push([event]);
  }
  return runs;
}
