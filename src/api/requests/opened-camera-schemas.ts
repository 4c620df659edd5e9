import { z } from 'zod';
import { comparedCoverage, coverage } from '../terms/coverage.ts';
import { instant, timeRange } from '../terms/time.ts';

/** Footage that a request really opens of one camera, and its known gaps. */
export const openedCamera = z
  .strictObject({
    cameraId: z.string(),
    name: z.string().optional(),
    from: instant.meta({ description: 'for playback and stills: in whole GOPs' }),
    to: instant,
    originals: timeRange.meta({ description: 'for exports: in whole segments' }),
    ...coverage,
    ...comparedCoverage,
  })
  .meta({ id: 'OpenedCamera' });

export type OpenedCameraJson = z.input<typeof openedCamera>;
