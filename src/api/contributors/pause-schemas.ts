import { z } from 'zod';
import {
  lookKinds,
  pauseForm as newPauseForm,
  withdrawalForm as newWithdrawalForm,
} from '../../contributor/index.ts';
import { instant } from '../terms/time.ts';

export const newPauseSchema = newPauseForm.meta({ id: 'NewPause' });
export const newWithdrawalSchema = newWithdrawalForm.meta({ id: 'NewWithdrawal' });

export const pause = z
  .strictObject({
    id: z.string(),
    /** Never a name. */
    contributorId: z.string(),
    kind: z.enum(['paused', 'withdrawn']),
    reason: z.string(),
    from: instant,
    until: instant.optional(),
    endedAt: instant.optional(),
  })
  .meta({ id: 'Pause' });

export const pauseList = z.strictObject({
  pauses: z.array(pause),
  /** Who may ask: ids, never names. */
  contributorIds: z.array(z.string()),
});

const counts = z.strictObject(
  Object.fromEntries(lookKinds.map((kind) => [kind, z.int()])) as Record<
    (typeof lookKinds)[number],
    z.ZodInt
  >,
);

export const looks = z
  .strictObject({ timeZone: z.string(), months: z.array(z.strictObject({ month: z.string(), counts })) })
  .meta({ id: 'Looks' });
