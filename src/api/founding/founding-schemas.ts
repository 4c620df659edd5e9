import { z } from 'zod';
import { user } from '../accounts/user-schemas.ts';
import { person } from '../terms/person.ts';
import { stationInCommon } from '../terms/station.ts';
import { instant } from '../terms/time.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const founding = z
  .strictObject({
    isOpen: z.boolean(),
    offer: z
      .strictObject({
        at: instant,
        by: person,
        isOfThisList: z.boolean().meta({ description: 'false: the people have changed since' }),
      })
      .optional(),
    mayConfirm: z.boolean().meta({ description: 'by the caller, now' }),
    fromHere: stationInCommon.optional().meta({
      description: 'what the caller, who may confirm, has in common now with whoever offered',
    }),
    closedAt: instant.optional(),
    how: z.enum(['together', 'first-approval', 'upgrade']).optional(),
    sameStation: stationInCommon.optional().meta({ description: 'of the two who closed it' }),
    people: z.array(user.pick({ id: true, name: true, fullName: true, role: true, enabled: true })),
    peopleSha256: sha256.meta({ description: 'of the list of people' }),
  })
  .meta({ id: 'Founding' });

export const seenPeople = z
  .strictObject({ peopleSha256: sha256.meta({ description: 'of the list that the caller has read' }) })
  .meta({ id: 'SeenPeople' });

export const peopleQuery = z.strictObject({ language: z.enum(['vi', 'en']).exactOptional() });
