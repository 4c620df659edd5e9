import { z } from 'zod';
import { person } from '../terms/person.ts';
import { instant } from '../terms/time.ts';
import { role } from './user-schemas.ts';

/** A one-time link, shown this once. */
export const oneTimeLink = z
  .strictObject({
    token: z.string().meta({ description: 'opens at `/setup#<token>` of the console' }),
    endsAt: instant,
  })
  .meta({ id: 'OneTimeLink' });

const token = z.string().min(1).max(200);
export const linkToken = z.strictObject({ token }).meta({ id: 'LinkToken' });

export const linkForm = z
  .strictObject({
    token,
    password: z
      .string()
      .max(1_000)
      .meta({ description: 'the new one; the own one where the link asks for it' }),
  })
  .meta({ id: 'LinkForm' });

export const seenLink = z
  .strictObject({
    /** Absent of the link that makes the first admin. */
    user: z.strictObject({ name: z.string(), fullName: z.string(), role }).optional(),
    asks: z.enum(['new-password', 'own-password']),
    /** Signing in afterwards takes a code: the second factor stays. */
    keepsFactor: z.boolean(),
  })
  .meta({ id: 'SeenLink' });

export const resetList = z.strictObject({
  resets: z.array(
    z
      .strictObject({
        id: z.string(),
        /** The user whose account it opens. */
        person,
        /** From when its link works. */
        from: instant,
        endsAt: instant,
      })
      .meta({ id: 'HostReset' }),
  ),
});
