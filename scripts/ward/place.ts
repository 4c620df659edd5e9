/** Position of a camera in an invented ward of eleven neighbourhoods, a few kilometres across. */
export interface Place {
  neighbourhood: string;
  neighbourhoodNumber: number;
  street: string;
  lat: number;
  lon: number;
  /** Viewing direction, clockwise from north, [0, 360). */
  bearingDeg: number;
}

export const CENTRE = { lat: 21.01, lon: 107.35 };
export const NEIGHBOURHOODS = 11;
export const COLUMNS = 4;
/** Distance between the centres of adjacent neighbourhoods; about 670 m by 780 m. */
export const SPACING = { lat: 0.006, lon: 0.0075 };
export const STREETS = [
  'Hoa Phuong',
  'Cay Da',
  'Bien Xanh',
  'Nui Do',
  'Thuyen Buom',
  'Gieng Co',
  'Hoa Sim',
  'Doi Thong',
  'Cau Go',
  'Lang Chai',
] as const;

/** Cameras take the neighbourhoods in turn; the random bytes place them within. */
export function placeOf(random: Buffer, number: number): Place {
  const neighbourhoodNumber = (number % NEIGHBOURHOODS) + 1;
  const row = Math.floor((neighbourhoodNumber - 1) / COLUMNS) - 1;
  const column = ((neighbourhoodNumber - 1) % COLUMNS) - 1.5;
  const [north, east] = [random.readUInt16BE(26) / 65_536 - 0.5, random.readUInt16BE(28) / 65_536 - 0.5];
  return {
    neighbourhood: `Khu phố ${neighbourhoodNumber}`,
    neighbourhoodNumber,
    street: `Duong ${STREETS[random.readUInt8(30) % STREETS.length]}`,
    lat: round(CENTRE.lat + (row + north) * SPACING.lat),
    lon: round(CENTRE.lon + (column + east) * SPACING.lon),
    bearingDeg: Math.floor((random.readUInt8(31) * 360) / 256),
  };
}

/** Rounds to about a decimetre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
