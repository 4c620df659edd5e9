import { z } from 'zod';
import { exportStates } from '../../evidence/index.ts';
import { instant } from '../terms/time.ts';

const count = z.int().nonnegative();

export const exportAnswer = z
  .strictObject({
    id: z.string(),
    requestId: z.string(),
    state: z.enum(exportStates),
    orderedAt: instant,
    /** When it was ready, cancelled or failed. */
    settledAt: instant.optional(),
    /** Error code of a failed export. */
    failure: z.string().optional(),
    /** `faults`: originals that are not what was ingested. */
    progress: z.strictObject({
      files: count,
      filesDone: count,
      bytes: count,
      bytesDone: count,
      faults: count,
    }),
    /** Set for a ready export. */
    archive: z.strictObject({ sizeBytes: count, fileName: z.string() }).optional(),
  })
  .meta({ id: 'Export' });

export const exportList = z.strictObject({ exports: z.array(exportAnswer) });

export type ExportJson = z.input<typeof exportAnswer>;
