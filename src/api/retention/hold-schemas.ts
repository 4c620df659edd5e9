import { z } from 'zod';
import { person } from '../terms/person.ts';
import { instant } from '../terms/time.ts';

const reason = z.string().meta({ description: '10 to 1000 characters' });

const said = {
  cameras: z.array(z.string()).meta({ description: 'ids' }),
  from: instant,
  to: instant,
  caseNumber: z.string(),
  reason,
  reviewAt: instant.meta({ description: 'within a year; a date alone never releases a hold' }),
};

export const newHold = z.strictObject(said).meta({ id: 'NewHold' });
export const holdReview = z.strictObject({ reviewAt: instant }).meta({ id: 'HoldReview' });
export const holdRelease = z.strictObject({ reason }).meta({ id: 'HoldRelease' });

const ofRequest = { description: 'absent if the caller may not see the request' };

const kept = {
  id: z.string(),
  ...said,
  caseNumber: z.string().optional().meta(ofRequest),
  reason: z.string().optional().meta(ofRequest),
  owner: person.optional().meta(ofRequest),
  isOfRequest: z.boolean().meta({ description: 'it ends only with its request' }),
  requestId: z.string().optional().meta(ofRequest),
  createdAt: instant,
  isReviewDue: z.boolean(),
  release: z.strictObject({ at: instant, by: person, reason: z.string() }).optional(),
};

export const hold = z.strictObject(kept).meta({ id: 'Hold' });
export const holdList = z.strictObject({ holds: z.array(hold) });

/** `tooLate`: segments whose deletion had begun before the hold was placed. */
export const placedHold = z
  .strictObject({
    ...kept,
    rescued: z.number().meta({ description: 'segments that were marked for deletion, and stay' }),
    tooLate: z.number().meta({ description: 'segments whose deletion had begun' }),
  })
  .meta({ id: 'PlacedHold' });

export type HoldJson = z.input<typeof hold>;
