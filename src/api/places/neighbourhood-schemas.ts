import { z } from 'zod';

export const newNeighbourhood = z
  .strictObject({ name: z.string().trim().min(1).max(200) })
  .meta({ id: 'NewNeighbourhood' });

export const neighbourhood = z
  .strictObject({ id: z.string(), siteId: z.string(), name: z.string() })
  .meta({ id: 'Neighbourhood' });

export const neighbourhoodList = z.strictObject({ neighbourhoods: z.array(neighbourhood) });
