import { z } from 'zod';
import { hold } from '../retention/hold-schemas.ts';
import { awaitingRequest } from './request-schemas.ts';

/** What a custodian, or a deputy, has to answer. */
export const inbox = z
  .strictObject({
    waiting: z.array(awaitingRequest).meta({ description: 'the most pressing first' }),
    emergencies: z.array(awaitingRequest).meta({ description: 'not reviewed yet' }),
    holdsDue: z.array(hold).meta({ description: 'whose review is due' }),
    unapproved: z
      .strictObject({ heldBytes: z.number(), mostBytes: z.number(), isNearMost: z.boolean() })
      .meta({
        description: 'what requests hold that no second person approved; beyond the most, none is taken',
      }),
  })
  .meta({ id: 'Inbox' });

export type InboxJson = z.input<typeof inbox>;
