import { z } from 'zod';
import { instant } from '../terms/time.ts';

export const pictureCheck = z
  .strictObject({
    takenAt: instant,
    verdict: z.enum(['good', 'dark', 'black', 'frozen']),
    lumaMean: z.number(),
    lumaSpread: z.number(),
  })
  .meta({ id: 'PictureCheck' });
