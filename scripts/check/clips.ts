import { loadClips } from '../ward/index.ts';

/** Films the simulated ward's clips before the tests that show them: no test's time is meant for that. */
export async function prepareClips(print: (line: string) => void): Promise<void> {
  let told = '';
  await loadClips({
    onProgress: ({ clip }) => {
      if (clip !== told) print(`filming ${clip}, once`);
      told = clip;
    },
  });
}
