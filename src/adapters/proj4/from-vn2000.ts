import proj4, { type Converter } from 'proj4';
import type { FromVn2000, Vn2000Zone } from '../../places/index.ts';

/**
 * From VN-2000 to WGS 84 (Decision 05/2007/QĐ-BTNMT, EPSG operation 6960): metres, seconds of arc, millionths. The decision
 * turns the frame and `+towgs84` turns the point, so the rotations have the other sign (findings/proj4js-rotation-sign.sh).
 */
const towgs84 = '-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278';

const converters = new Map<string, Converter>();

/** A centimetre. */
const decimals = 1e7;
const rounded = (degrees: number): number => Math.round(degrees * decimals) / decimals;

export const fromVn2000: FromVn2000 = (zone, eastM, northM) => {
  const converter = converters.get(zone.id) ?? converterOf(zone);
  const [lon = Number.NaN, lat = Number.NaN] = converter.forward([eastM, northM]);
  return [rounded(lon), rounded(lat)];
};

function converterOf({ id, centralMeridianDeg, scale }: Vn2000Zone): Converter {
  const grid = `+proj=tmerc +lat_0=0 +lon_0=${centralMeridianDeg} +k=${scale} +x_0=500000 +y_0=0`;
  const converter = proj4(`${grid} +ellps=WGS84 +towgs84=${towgs84} +units=m +no_defs`, 'WGS84');
  converters.set(id, converter);
  return converter;
}
