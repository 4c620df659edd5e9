import { loadClips } from '../ward/index.ts';
import type { Print } from './print.ts';

/** Builds the simulated ward's clips before the tests that need them, since no test's time allows for it. */
export async function prepareClips(print: Print): Promise<void> {
  let lastClip = '';
  await loadClips({
    onProgress: ({ clip }) => {
      if (clip !== lastClip) print(`filming ${clip}, once`);
      lastClip = clip;
    },
  });
}
