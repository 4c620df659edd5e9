import { z } from 'zod';
import { columnChoices, columns, foundImportForm, maxRows } from '../../enrolment/index.ts';
import { vn2000Zones } from '../../places/index.ts';
import { instant } from '../terms/time.ts';

const column = z.enum(columns).meta({ id: 'ImportColumn' });

export const importRow = z
  .strictObject({
    line: z.number().meta({ description: 'Where the row ends in the file, from 1.' }),
    state: z.enum(['new', 'amend', 'known', 'bad', 'done', 'failed']),
    cells: z.partialRecord(column, z.string()).meta({ description: 'Without secrets.' }),
    hasPassword: z.boolean(),
    cameraId: z.string().optional(),
    faults: z.array(z.strictObject({ column: column.optional(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'ImportRow' });

export const cameraImport = z
  .strictObject({
    id: z.string(),
    createdAt: instant,
    startedAt: instant.optional(),
    finishedAt: instant.optional(),
    counts: z.strictObject({
      new: z.number(),
      amend: z.number(),
      known: z.number(),
      bad: z.number(),
      done: z.number(),
      failed: z.number(),
    }),
    rows: z.array(importRow),
  })
  .meta({ id: 'CameraImport' });

/** Zones of VN-2000, by their central meridian. */
export const zoneOption = z
  .enum(vn2000Zones.map(({ id }) => id))
  .optional()
  .meta({ description: 'Zone of VN-2000 that positions in metres are in: `107-45`, `utm-48`.' });

/** What positions in metres were read as. */
export const readGrid = z
  .strictObject({
    zone: z.string(),
    centralMeridian: z.string().meta({ description: '`107°45′`' }),
    isNorthFirst: z.boolean().meta({ description: 'Whether the first number is the north.' }),
  })
  .meta({ id: 'ReadGrid' });

export const importOptions = z.object({
  createNeighbourhoods: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Whether missing neighbourhoods are created.' }),
});

/** Present in a new import alone: an import does not keep the grid, its rows have degrees. */
export const newCameraImport = cameraImport
  .extend({ grid: readGrid.optional() })
  .meta({ id: 'NewCameraImport' });

export const cameraImportOptions = importOptions.extend({
  zone: zoneOption,
  columns: z.string().max(4_000).optional().meta({
    description: 'What its columns are, in their order, between commas; an empty one keeps the header.',
  }),
});

export const newFoundImport = foundImportForm.meta({ id: 'NewFoundImport' });

const columnChoice = z.enum(columnChoices).meta({
  id: 'ImportColumnChoice',
  description: '`position`: one of two columns, in metres or degrees; `-`: left out; absent: not understood.',
});

export const readFile = z
  .strictObject({
    rows: z.number(),
    columns: z.array(
      z.strictObject({
        header: z.string().optional().meta({ description: 'Absent where it may be no header.' }),
        readAs: columnChoice.optional(),
      }),
    ),
  })
  .meta({ id: 'ReadImportFile' });

const mendedCells = z.partialRecord(column, z.string().max(4_000));

export const mendedRow = z.strictObject({ cells: mendedCells }).meta({ id: 'MendedImportRow' });

export const mendedRows = z
  .strictObject({ lines: z.array(z.number().int()).min(1).max(maxRows), cells: mendedCells })
  .meta({ id: 'MendedImportRows' });

export const importRows = z.strictObject({ rows: z.array(importRow) }).meta({ id: 'ImportRows' });

export type ImportJson = z.input<typeof cameraImport>;
export type ImportRowJson = z.input<typeof importRow>;
