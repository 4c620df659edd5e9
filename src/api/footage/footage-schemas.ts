import { z } from 'zod';
import { displayAspect } from '../cameras/camera-schemas.ts';
import { cameraPlace } from '../places/place-schemas.ts';
import { foundPlace } from '../places/ward-map-schemas.ts';
import { clockReading } from '../terms/camera-clock.ts';
import { comparedCoverage, coverage } from '../terms/coverage.ts';
import { instant, timeRange } from '../terms/time.ts';

const where = (description: string) => z.string().optional().meta({ description });

/** Besides from and to, exactly one of the places. */
export const footageQuery = z.strictObject({
  from: instant,
  to: instant.meta({
    description: 'at most 31 days after from, or what the site sets; the answer has 50 000 gaps at most',
  }),
  near: where('lat,lon; with radiusM'),
  radiusM: where('metres, at most 20 000'),
  bbox: where('west,south,east,north'),
  polygon: where('lat,lon;lat,lon;…'),
  neighbourhood: where('id or name'),
  camera: where('id'),
  place: where('name of a place, with or without diacritics; radiusM for a landmark'),
});

const cameraFootage = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    neighbourhoodId: z.string(),
    place: cameraPlace.optional(),
    enabled: z.boolean(),
    displayAspect,
    distanceM: z.number().optional(),
    view: z.enum(['facing', 'oblique', 'away', 'unknown']).optional(),
    isFar: z
      .boolean()
      .optional()
      .meta({ description: 'Farther than a person is noticed with that field of view (IEC 62676-4).' }),
    isBlocked: z
      .literal(true)
      .optional()
      .meta({ description: 'A building of the map stands between the camera and the place.' }),
    recordedShare: z
      .number()
      .optional()
      .meta({ description: 'Of the range as far as it has come, 0 to 1; absent before it begins.' }),
    /** Of the clock that the camera writes into its pictures, measured nearest to that time. */
    clock: clockReading.optional(),
    ...coverage,
    held: z.array(timeRange).meta({ description: 'Time ranges under open holds.' }),
    ...comparedCoverage,
  })
  .meta({ id: 'CameraFootage' });

export const footageAnswer = z
  .strictObject({
    from: instant,
    to: instant,
    now: instant,
    compared: z.boolean().meta({
      description:
        'Whether coverage was compared with the evidence log: 36 cameras and 12 hours of all of them together at most; under a request 72 hours.',
    }),
    place: foundPlace.optional().meta({ description: 'The place that `place` matched.' }),
    cameras: z
      .array(cameraFootage)
      .meta({ description: 'By rank: whether it recorded, how it sees the place, distance.' }),
  })
  .meta({ id: 'FootageAnswer' });

export type FootageAnswerJson = z.input<typeof footageAnswer>;
export type CameraFootageJson = z.input<typeof cameraFootage>;
