import { lengthMs } from '../../core/index.ts';
import type { PaperTable, SpokenTime } from '../../print/index.ts';
import type { CameraFacts } from './facts.ts';
import type { MinutesWords } from './minutes-words.ts';

/** Every stretch that was not recorded, by the number and name of its camera. */
export const missingTable = (
  cameras: readonly Pick<CameraFacts, 'name' | 'missing'>[],
  { cameras: named, gaps: said }: Pick<MinutesWords, 'cameras' | 'gaps'>,
  times: SpokenTime,
): PaperTable => ({
  kind: 'table',
  columns: [
    { title: named.camera, share: 34 },
    { title: said.from, share: 30 },
    { title: said.to, share: 30 },
    { title: said.length, share: 20, look: 'number' },
    { title: said.reason, share: 40 },
  ],
  rows: cameras.flatMap(({ name, missing }, i) =>
    missing.map((gap) => ({
      cells: [
        `${i + 1}. ${name}`,
        times.withOffset(gap.fromMs),
        times.withOffset(gap.toMs),
        times.length(lengthMs(gap)),
        said.reasons[gap.reason],
      ],
    })),
  ),
});
