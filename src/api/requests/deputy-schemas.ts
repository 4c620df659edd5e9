import { z } from 'zod';
import { person } from '../terms/person.ts';
import { instant } from '../terms/time.ts';

export const newDeputy = z
  .strictObject({
    name: z.string().min(1).max(63).meta({ description: 'with which the deputy signs in' }),
    from: instant,
    to: instant,
  })
  .meta({ id: 'NewDeputy' });

export const deputy = z
  .strictObject({
    id: z.string(),
    custodian: person,
    deputy: person,
    from: instant,
    to: instant,
  })
  .meta({ id: 'Deputy' });

export const deputyList = z.strictObject({ deputies: z.array(deputy) });

export type DeputyJson = z.input<typeof deputy>;
