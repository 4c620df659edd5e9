/** A zone of VN-2000: Transverse Mercator, with 500 km of easting on its central meridian (Decision 05/2007/QĐ-BTNMT). */
export interface Vn2000Zone {
  /** `107-45` of a zone of 3 degrees, `utm-48` of one of 6. */
  readonly id: string;
  readonly centralMeridianDeg: number;
  /** On the central meridian. */
  readonly scale: number;
}

const utmMeridians: Readonly<Record<string, number>> = { 'utm-48': 105, 'utm-49': 111 };

function zoneNamed(id: string): Vn2000Zone {
  const utm = utmMeridians[id];
  if (utm !== undefined) return { id, centralMeridianDeg: utm, scale: 0.9996 };
  const [degrees = 0, minutes = 0] = id.split('-').map(Number);
  return { id, centralMeridianDeg: degrees + minutes / 60, scale: 0.9999 };
}

/** By the number of its system in the EPSG dataset, v10.076. */
const zones: ReadonlyMap<number, Vn2000Zone> = new Map(
  Object.entries({
    5896: '102-00',
    9205: '103-00',
    9206: '104-00',
    9207: '104-30',
    9208: '104-45',
    5897: '105-00',
    9209: '105-30',
    9210: '105-45',
    9211: '106-00',
    9212: '106-15',
    9213: '106-30',
    9214: '107-00',
    9215: '107-15',
    9216: '107-30',
    5899: '107-45',
    5898: '108-00',
    9217: '108-15',
    9218: '108-30',
    3405: 'utm-48',
    3406: 'utm-49',
  }).map(([code, id]) => [Number(code), zoneNamed(id)]),
);

export const vn2000Zones: readonly Vn2000Zone[] = [...zones.values()];

export const zoneOfEpsg = (code: number): Vn2000Zone | undefined => zones.get(code);

export const zoneById = (id: string): Vn2000Zone | undefined => vn2000Zones.find((zone) => zone.id === id);

/** As cadastral maps write it: `107°45′`. */
export function meridianText({ centralMeridianDeg }: Vn2000Zone): string {
  const degrees = Math.floor(centralMeridianDeg);
  const minutes = Math.round((centralMeridianDeg - degrees) * 60);
  return `${degrees}°${String(minutes).padStart(2, '0')}′`;
}
