import { z } from 'zod';
import { coverage } from '../terms/coverage.ts';
import { instant, timeRange } from '../terms/time.ts';

/** What a request really opens of one camera, and what is known to be missing of it. */
export const openedCamera = z
  .strictObject({
    cameraId: z.string(),
    name: z.string().optional(),
    from: instant.meta({ description: 'played and seen as stills: in whole GOPs' }),
    to: instant,
    originals: timeRange.meta({ description: 'taken away: in whole segments' }),
    ...coverage,
  })
  .meta({ id: 'OpenedCamera' });

export type OpenedCameraJson = z.input<typeof openedCamera>;
