import { invalid } from '../../core/index.ts';
import { type Vn2000Zone, zoneOfEpsg } from '../vn2000/zones.ts';

/** Names of WGS 84 in a `crs` member (GeoJSON 2008, section 3): QGIS and GDAL write the first by default. */
const wgs84 = [
  /^urn:(?:x-)?ogc:def:crs:OGC:[\d.]*:CRS84h?$/i,
  /^(?:OGC:)?CRS:?84h?$/i,
  /^https?:\/\/www\.opengis\.net\/def\/crs\/OGC\/(?:1\.3|0)\/CRS84h?$/i,
];
const epsg = [
  /^(?:urn:(?:x-)?ogc:def:crs:)?EPSG:(?:[\d.]*:)?(\d{4,6})$/i,
  /^https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[\d.]+\/(\d{4,6})$/i,
  /^https?:\/\/www\.opengis\.net\/gml\/srs\/epsg\.xml#(\d{4,6})$/i,
];
/** Geographic WGS 84 in two and in three dimensions. */
const wgs84Codes = [4326, 4979];

/**
 * The system of a map, by its `crs` member: WGS 84 in longitude and latitude, as GeoJSON has them whatever the axes of the
 * system (RFC 7946 section 4), or a zone of VN-2000. Errors: `geojson-crs` (invalid), with the number of another system.
 */
export function systemOfMap(crs: unknown): 'wgs84' | Vn2000Zone {
  const system = systemNamed(crs);
  if (system === 'wgs84') return system;
  const zone = zoneOfEpsg(system ?? 0);
  if (zone) return zone;
  const which = system === undefined ? 'another system' : `EPSG:${system}`;
  throw invalid(
    'geojson-crs',
    `The map is in ${which}: export it in WGS 84 (EPSG:4326), or in a zone of VN-2000.`,
    'crs',
  );
}

/** `undefined` for what cannot be told. Nothing, and `null`, mean WGS 84. */
function systemNamed(crs: unknown): 'wgs84' | number | undefined {
  if (crs === undefined || crs === null) return 'wgs84';
  const text = nameOfSystem(crs);
  const isNamed = (known: RegExp) => known.test(text);
  if (wgs84.some(isNamed)) return 'wgs84';
  const digits = epsg.map((known) => known.exec(text)?.[1]).find(Boolean);
  const number = digits === undefined ? undefined : Number(digits);
  return number !== undefined && wgs84Codes.includes(number) ? 'wgs84' : number;
}

/** Also `{type: 'EPSG', properties: {code: 4326}}`, of drafts of GeoJSON. Attacker-controlled. */
function nameOfSystem(crs: unknown): string {
  const { type, properties } = crs as { readonly type?: unknown; readonly properties?: unknown };
  const { name, code } = (properties ?? {}) as { readonly name?: unknown; readonly code?: unknown };
  if (type === 'EPSG' && (typeof code === 'number' || typeof code === 'string')) return `EPSG:${code}`;
  return typeof name === 'string' ? name.trim() : '';
}
