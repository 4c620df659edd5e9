import { z } from 'zod';
import { exportStates } from '../../evidence/index.ts';
import { instant } from '../terms/time.ts';
import { handOverAnswer } from './hand-over-schemas.ts';

const count = z.int().nonnegative();

const archived = {
  sizeBytes: count,
  fileName: z.string(),
  manifestSha256: z
    .string()
    .optional()
    .meta({ description: 'of the file manifest.json; absent of an export that an earlier version built' }),
};

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
    /** Since when a building export waits for the signer of the evidence log, which does not sign. */
    sealAwaitedSince: instant.optional(),
    /** Set for a ready export. */
    archive: z.strictObject(archived).optional(),
    /** Newest first. */
    handOvers: z.array(handOverAnswer),
  })
  .meta({ id: 'Export' });

export const exportList = z.strictObject({ exports: z.array(exportAnswer) });

export type ExportJson = z.input<typeof exportAnswer>;
