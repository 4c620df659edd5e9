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
  reviewAt: instant.meta({ description: 'within a year; nothing is released by a date alone' }),
};

export const newHold = z.strictObject(said).meta({ id: 'NewHold' });
export const holdReview = z.strictObject({ reviewAt: instant }).meta({ id: 'HoldReview' });
export const holdRelease = z.strictObject({ reason }).meta({ id: 'HoldRelease' });

const ofRequest = { description: 'absent of a request that is not for the caller to see' };

const kept = {
  id: z.string(),
  ...said,
  caseNumber: z.string().optional().meta(ofRequest),
  reason: z.string().optional().meta(ofRequest),
  owner: person.optional().meta(ofRequest),
  isOfRequest: z.boolean().meta({ description: 'it ends with its request, and not by hand' }),
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
    rescued: z.number().meta({ description: 'segments that were about to be deleted, and stay' }),
    tooLate: z.number().meta({ description: 'segments whose deletion had begun: they are gone' }),
  })
  .meta({ id: 'PlacedHold' });

export type HoldJson = z.input<typeof hold>;
