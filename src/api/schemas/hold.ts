import { z } from 'zod';
import { instant } from './time.ts';

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

const kept = {
  id: z.string(),
  ...said,
  ownerId: z.string(),
  requestId: z.string().optional().meta({ description: 'of the request that it ends with' }),
  createdAt: instant,
  isReviewDue: z.boolean(),
  release: z.strictObject({ at: instant, byId: z.string(), reason: z.string() }).optional(),
};

export const hold = z.strictObject(kept).meta({ id: 'Hold' });
export const listedHold = z
  .strictObject({ ...kept, ownerName: z.string().meta({ description: 'full name' }) })
  .meta({ id: 'ListedHold' });
export const holdList = z.strictObject({ holds: z.array(listedHold) });

/** `tooLate`: segments whose deletion had begun before the hold was placed. */
export const placedHold = z
  .strictObject({
    ...kept,
    rescued: z.number().meta({ description: 'segments that were about to be deleted, and stay' }),
    tooLate: z.number().meta({ description: 'segments whose deletion had begun: they are gone' }),
  })
  .meta({ id: 'PlacedHold' });

export type HoldJson = z.input<typeof hold>;
