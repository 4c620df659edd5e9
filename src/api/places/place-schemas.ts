import { z } from 'zod';

/** Decimal degrees, WGS 84. */
export const place = z.strictObject({ lat: z.number(), lon: z.number() }).meta({ id: 'Place' });

/** Where a camera hangs and where it looks. */
export const cameraPlace = z
  .strictObject({
    lat: z.number(),
    lon: z.number(),
    bearingDeg: z.number().optional(),
    fieldOfViewDeg: z.number().optional(),
  })
  .meta({ id: 'CameraPlace' });
