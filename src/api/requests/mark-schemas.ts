import { z } from 'zod';
import { markForm, markWordsForm } from '../../access/index.ts';
import { person } from '../terms/person.ts';
import { instant } from '../terms/time.ts';

export const newMark = markForm.extend({ at: instant }).meta({ id: 'NewMark' });
export const markWords = markWordsForm.meta({ id: 'MarkWords' });

export const markAnswer = z
  .strictObject({
    id: z.string(),
    cameraId: z.string(),
    at: instant,
    note: z.string(),
    still: z.boolean().meta({ description: 'whether the minutes show the frame of that instant' }),
    by: person,
    madeAt: instant,
    changedAt: instant.optional(),
  })
  .meta({ id: 'Mark' });

export const markList = z.strictObject({ marks: z.array(markAnswer).meta({ description: 'by time' }) });

export type MarkJson = z.input<typeof markAnswer>;
