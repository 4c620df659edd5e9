import { z } from 'zod';
import { negativeForm, requestArea } from '../../access/index.ts';
import { instant } from '../terms/time.ts';

export const newNegative = negativeForm
  .extend({ area: requestArea.meta({ id: 'RequestArea' }), from: instant, to: instant })
  .meta({ id: 'NewNegativeAnswer' });

export const negativeAnswer = z
  .strictObject({
    id: z.string(),
    statedAt: instant,
    from: instant,
    to: instant,
    grounds: z
      .array(z.enum(['no-camera', 'dead', 'paused', 'expired', 'never-recorded']))
      .meta({ description: 'why there is no footage' }),
    sha256: z.string().meta({ description: 'of the statement' }),
    record: z
      .strictObject({ chain: z.string(), seq: z.number() })
      .meta({ description: 'where the statement stands in the evidence log' }),
  })
  .meta({ id: 'NegativeAnswer' });

export type NegativeJson = z.input<typeof negativeAnswer>;
