import { z } from 'zod';
import type { CameraChanges, CameraPlace, Credentials } from '../../camera/index.ts';
import { placeOf } from '../../camera/index.ts';
import { invalid } from '../../core/index.ts';
import { bodyOf } from '../http/body.ts';

export const cameraChanges = z
  .strictObject({
    name: z.string().trim().min(1).max(120).exactOptional(),
    place: z
      .strictObject({
        lat: z.number(),
        lon: z.number(),
        bearingDeg: z.number().min(0).lt(360).exactOptional(),
        fieldOfViewDeg: z.number().gt(0).max(360).exactOptional(),
      })
      .exactOptional(),
    streetAddress: z.string().trim().min(1).max(200).exactOptional(),
    landmark: z.string().trim().min(1).max(200).exactOptional(),
    purpose: z.string().trim().min(1).max(500).exactOptional(),
    enabled: z.boolean().exactOptional(),
    user: z.string().min(1).max(128).exactOptional(),
    password: z.string().max(256).exactOptional(),
  })
  .meta({ id: 'CameraChanges' });

export interface AskedChanges {
  readonly changes: CameraChanges;
  readonly credentials?: Credentials;
}

/**
 * Reads `{name?, place?, streetAddress?, landmark?, purpose?, enabled?, user?, password?}`. Errors: `credentials-incomplete`, and those of `bodyOf` and
 * `placeOf`.
 */
export function parseCameraChanges(body: unknown): AskedChanges {
  const { user, password, place, ...changes } = bodyOf<z.output<typeof cameraChanges>>(cameraChanges, body);
  const credentials = credentialsOf(user, password);
  return {
    changes: { ...changes, ...(place && { place: checked(place) }) },
    ...(credentials && { credentials }),
  };
}

function credentialsOf(user: string | undefined, password: string | undefined): Credentials | undefined {
  if (user === undefined && password === undefined) return undefined;
  if (user !== undefined && password !== undefined) return { user, password };
  const field = user === undefined ? 'user' : 'password';
  throw invalid('credentials-incomplete', 'Give user and password together.', field);
}

const checked = (place: CameraPlace): CameraPlace => ({
  ...place,
  ...placeOf(place.lat, place.lon, 'place'),
});
