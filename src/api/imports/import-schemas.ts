import { z } from 'zod';
import { columns } from '../../enrolment/index.ts';
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

export const cameraImportOptions = importOptions.extend({ zone: zoneOption });

export const mendedRow = z
  .strictObject({ cells: z.partialRecord(column, z.string().max(4_000)) })
  .meta({ id: 'MendedImportRow' });

export type ImportJson = z.input<typeof cameraImport>;
export type ImportRowJson = z.input<typeof importRow>;
