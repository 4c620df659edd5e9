import { createHash } from 'node:crypto';
import { type Place, placeOf } from './place.ts';

/** Identity of a camera, the same after reboots and changes of address. Invented. */
export interface CameraIdentity extends Place {
  /** Unaccented ASCII, as technicians type it. */
  name: string;
  manufacturer: string;
  hardware: string;
  firmware: string;
  serial: string;
  /** Locally administered, `02:…`, upper case. */
  mac: string;
  endpointUuid: string;
}

const MODELS = [
  { manufacturer: 'Phuong Hoang', hardware: 'PH-B720', firmware: '3.1.0' },
  { manufacturer: 'Hai Dang', hardware: 'HD-D15', firmware: '1.14.2' },
  { manufacturer: 'Son Tra', hardware: 'ST-2P', firmware: '5.0.7' },
] as const;

/** The same seed and number give the same camera. */
export function inventIdentity(seed: string, number: number): CameraIdentity {
  const digest = createHash('sha256').update(`${seed}/${number}`).digest();
  const place = placeOf(digest, number);
  return {
    ...place,
    ...(MODELS[number % MODELS.length] ?? MODELS[0]),
    name: `KP${place.neighbourhoodNumber} ${place.street} ${number + 1}`,
    serial: digest.toString('hex', 0, 5).toUpperCase(),
    mac: macOf(digest.subarray(5, 10)),
    endpointUuid: uuidOf(digest.subarray(10, 26)),
  };
}

function macOf(tail: Buffer): string {
  return [0x02, ...tail].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}

/** RFC 9562 version 8: a UUID with custom contents. */
function uuidOf(bytes: Buffer): string {
  const own = Buffer.from(bytes);
  own[6] = ((own[6] ?? 0) & 0x0f) | 0x80;
  own[8] = ((own[8] ?? 0) & 0x3f) | 0x80;
  return own.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
