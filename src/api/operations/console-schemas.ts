import { z } from 'zod';

export const consoleSettings = z
  .strictObject({
    requestMaxHours: z.number().meta({ description: 'Longest time range of one request.' }),
    mapTiles: z
      .strictObject({
        url: z.string().meta({ description: 'With {z}, {x} and {y}.' }),
        credit: z.string().meta({ description: 'Whom to name on the map.' }),
      })
      .optional()
      .meta({ description: 'Pictures under the map; absent: its shapes are all there is.' }),
  })
  .meta({ id: 'ConsoleSettings' });
