import { z } from 'zod';
import { changeSearchForm, maxChangeHours, unsearchedReasons } from '../../footage/index.ts';
import { instant } from '../terms/time.ts';

export const changeSearch = changeSearchForm.extend({ from: instant, to: instant }).meta({
  id: 'ChangeSearch',
  description: `${maxChangeHours} hours at most; \`box\` in parts of the picture from its top left, without it all of the picture`,
});

export const changesAnswer = z
  .strictObject({
    moments: z
      .array(
        z.strictObject({
          from: instant.meta({ description: 'of the last picture before it' }),
          to: instant.meta({ description: 'of the last picture that still changed' }),
          at: instant.meta({ description: 'of the picture that shows it most' }),
          share: z.number().meta({ description: 'part of the box that changed, 0 to 1' }),
          whole: z
            .boolean()
            .meta({ description: 'most of the picture changed: the light, or the aim of the camera' }),
        }),
      )
      .meta({ description: 'by time, 200 at most' }),
    cut: z.boolean().meta({ description: 'whether more were found; the strongest are there' }),
    pictures: z.int().meta({ description: 'that were compared' }),
    longestStepMs: z.int().meta({ description: 'between two pictures: what is shorter may be missed' }),
    unsearched: z.array(z.strictObject({ from: instant, to: instant, reason: z.enum(unsearchedReasons) })),
  })
  .meta({ id: 'Changes' });

export type ChangesJson = z.input<typeof changesAnswer>;
