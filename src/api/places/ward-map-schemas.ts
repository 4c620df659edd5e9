import { z } from 'zod';
import { importOptions, readGrid, zoneOption } from '../imports/import-schemas.ts';
import { place } from './place-schemas.ts';

export const placeQuery = z.object({ q: z.string().optional() });

const box = z
  .strictObject({ west: z.number(), south: z.number(), east: z.number(), north: z.number() })
  .meta({ id: 'Box' });

export const foundPlace = z
  .strictObject({
    kind: z.enum(['neighbourhood', 'street', 'landmark', 'camera']),
    name: z.string(),
    aliases: z.array(z.string()),
    at: place.optional(),
    box: box.optional(),
    neighbourhoodId: z.string().optional(),
    cameraId: z.string().optional(),
  })
  .meta({ id: 'FoundPlace' });

export const foundPlaces = z.strictObject({ places: z.array(foundPlace) });

/** RFC 7946, as the console's map takes it. */
export const wardMap = z
  .strictObject({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.strictObject({
        type: z.literal('Feature'),
        properties: z.strictObject({
          kind: z.enum(['neighbourhood', 'street', 'landmark', 'building']),
          name: z.string().meta({ description: 'Empty of a building, which is in a `preview` alone.' }),
          neighbourhoodId: z.string().optional(),
        }),
        geometry: z.strictObject({
          type: z.enum(['Point', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon']),
          coordinates: z.array(z.unknown()),
        }),
      }),
    ),
  })
  .meta({ id: 'WardMap' });

export const mapOptions = importOptions.extend({
  zone: zoneOption,
  confirmed: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Whether a person saw a map in VN-2000 in its place, so that it is kept.' }),
});

export const keptMap = z.strictObject({
  kept: z.number(),
  buildings: z.number().meta({
    description: 'Outlines of buildings in the file; where there are any, they replace all others.',
  }),
  unknownNeighbourhoods: z.array(z.string()),
  grid: readGrid.optional(),
  /** Present for a map in VN-2000 that is not confirmed, and was not kept. */
  preview: wardMap.optional(),
  faults: z.array(
    z.strictObject({
      field: z.string().meta({ description: '`features[3].geometry` or the like, from 0.' }),
      name: z.string().optional(),
      code: z.string(),
      message: z.string(),
    }),
  ),
});

export const keptGazetteer = z.strictObject({
  kept: z.number(),
  faults: z.array(
    z.strictObject({
      line: z.number(),
      column: z.string().optional(),
      code: z.string(),
      message: z.string(),
    }),
  ),
});

export type WardMapJson = z.input<typeof wardMap>;
export type FoundPlaceJson = z.input<typeof foundPlace>;
