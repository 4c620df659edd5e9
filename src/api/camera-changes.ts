import { z } from 'zod';
import type { CameraChanges, CameraPlace, Credentials } from '../camera/index.ts';
import { placeOf } from '../camera/index.ts';
import { bodyOf } from './body.ts';

const form = z.strictObject({
  name: z.string().trim().min(1).max(120).exactOptional(),
  place: z
    .strictObject({
      lat: z.number(),
      lon: z.number(),
      bearingDeg: z.number().min(0).lt(360).exactOptional(),
      fieldOfViewDeg: z.number().gt(0).max(360).exactOptional(),
    })
    .exactOptional(),
  enabled: z.boolean().exactOptional(),
  credentials: z
    .strictObject({ user: z.string().min(1).max(128), password: z.string().max(256) })
    .exactOptional(),
});

export interface AskedChanges {
  readonly changes: CameraChanges;
  readonly credentials?: Credentials;
}

/** Reads `{name?, place?, enabled?, credentials?: {user, password}}`. Errors: those of `bodyOf` and `placeOf`. */
export function parseCameraChanges(body: unknown): AskedChanges {
  const { credentials, place, ...changes } = bodyOf<z.output<typeof form>>(form, body);
  return {
    changes: { ...changes, ...(place && { place: checked(place) }) },
    ...(credentials && { credentials }),
  };
}

const checked = (place: CameraPlace): CameraPlace => ({
  ...place,
  ...placeOf(place.lat, place.lon, 'place'),
});
