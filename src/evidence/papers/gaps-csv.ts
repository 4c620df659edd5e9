import { csvText, formatInstant, lengthMs } from '../../core/index.ts';
import type { PaperFacts } from './facts.ts';

/** Every stretch of the scope without footage, by camera and time; times in UTC. */
export const gapsCsv = ({ cameras }: Pick<PaperFacts, 'cameras'>): string =>
  csvText(
    ['camera_id', 'camera', 'from', 'to', 'seconds', 'reason'],
    cameras.flatMap(({ id, name, missing }) =>
      missing.map((gap) => [
        ...[id, name, formatInstant(gap.fromMs), formatInstant(gap.toMs)],
        ...[(lengthMs(gap) / 1000).toFixed(3), gap.reason],
      ]),
    ),
  );
