import { prepareClips } from './clips.ts';
import { runGates } from './gates.ts';
import { prepareObjectStore } from './object-store.ts';
import type { CheckOptions } from './options.ts';
import type { Print } from './print.ts';
import type { Selection } from './selection.ts';
import { add, emptyTally, type Tally } from './tally.ts';
import { runTier } from './tests.ts';
import type { TierName } from './tiers.ts';

type Part = TierName | 'gates';

/**
 * The lanes run in parallel, the parts of a lane in sequence. Browsers, cameras and killed processes are mostly waited
 * for, and leave the processor to the other lane; the gates only compute, and fill it at the end.
 */
export const lanes: readonly (readonly Part[])[] = [
  ['unit', 'integration'],
  ['browser', 'e2e', 'chaos', 'gates'],
];

/** Resources shared by a tier's tests, made before them: their start must not count as test time. */
const sharedBy: Readonly<Record<TierName, readonly ('clips' | 'objectStore')[]>> = {
  unit: [],
  integration: ['clips', 'objectStore'],
  browser: ['clips'],
  e2e: ['clips', 'objectStore'],
  chaos: ['clips'],
};

/** Runs the selected gates and tiers, and sums their counts. */
export async function runSelection(
  { gates, tiers }: Selection,
  options: CheckOptions,
  print: Print,
): Promise<Tally> {
  const needed = new Set(tiers.flatMap(({ name }) => sharedBy[name]));
  const shared = {
    clips: needed.has('clips') ? prepareClips(print) : undefined,
    objectStore: needed.has('objectStore') ? prepareObjectStore(options.requireS3, print) : undefined,
  };
  const run = async (name: Part): Promise<Tally> => {
    if (name === 'gates') return runGates(gates, print);
    const part = tiers.find((tier) => tier.name === name);
    if (!part) return emptyTally();
    for (const what of sharedBy[name]) await shared[what];
    return runTier(part, options, print);
  };
  const total = emptyTally();
  const runLane = async (lane: readonly Part[]): Promise<void> => {
    for (const name of lane) add(total, await run(name));
  };
  await Promise.all(lanes.map(runLane));
  add(total, (await shared.objectStore) ?? emptyTally());
  return total;
}
