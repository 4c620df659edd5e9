import { z } from 'zod';

/** Says nothing of what the process needs. */
export const health = z.strictObject({ status: z.literal('ok') });

const lack = z.strictObject({ name: z.string(), reason: z.string() });

export const readiness = z
  .strictObject({
    ready: z.boolean(),
    missing: z.array(lack),
    degraded: z.array(lack).meta({ description: 'ready all the same, but somebody should look' }),
  })
  .meta({ id: 'Readiness' });
