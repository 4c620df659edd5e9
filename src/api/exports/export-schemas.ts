import { z } from 'zod';
import { exportChoiceForm, exportStates } from '../../evidence/index.ts';
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

/** The choice of an order. A member that is absent takes everything. */
export const newExport = exportChoiceForm
  .extend({
    cameras: exportChoiceForm.shape.cameras.meta({ description: 'absent: all of the request' }),
    from: instant.optional().meta({ description: 'with `to`: a stretch within the request' }),
    to: instant.optional(),
    originals: exportChoiceForm.shape.originals.meta({
      description: 'the files of the recorder, byte for byte',
    }),
    clips: exportChoiceForm.shape.clips.meta({
      description: 'a file for each camera, joined from the originals',
    }),
  })
  .meta({ id: 'NewExport' });

export const exportSizesQuery = z.object({ from: instant, to: instant }).partial();

export const exportSizes = z
  .strictObject({
    paperBytes: count.meta({ description: 'of papers and records' }),
    cameras: z.array(
      z
        .strictObject({
          cameraId: z.string(),
          originalBytes: count,
          clipBytes: count,
          besideBytes: count.meta({ description: 'of what goes with either: indexes and pictures' }),
        })
        .meta({ id: 'CameraSizes' }),
    ),
  })
  .meta({ id: 'ExportSizes' });

export type ExportSizesJson = z.input<typeof exportSizes>;

const taken = z
  .strictObject({
    cameras: z.array(z.string()).optional().meta({ description: 'absent: all of the request' }),
    from: instant.optional(),
    to: instant.optional(),
    originals: z.boolean(),
    clips: z.boolean(),
  })
  .meta({ id: 'ExportChoice' });

export const exportAnswer = z
  .strictObject({
    id: z.string(),
    requestId: z.string(),
    state: z.enum(exportStates),
    orderedAt: instant,
    /** As it was ordered. */
    choice: taken,
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
