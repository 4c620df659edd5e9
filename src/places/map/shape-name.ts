import { fold, printable } from '../../core/index.ts';

const maxNameLength = 200;
/** No map has more; the others are not looked at. */
const maxProperties = 200;

/**
 * Properties that name a shape, best first, folded: of OpenStreetMap and QGIS, of Vietnamese maps and cadastres (`ten`, as
 * the national standard for geographic data has it), and as a shapefile cuts them after ten letters.
 */
const nameProperties = [
  'name vi',
  'name',
  'ten',
  'ten goi',
  'ten khu pho',
  'tenkhupho',
  'ten khu ph',
  'ten kp',
  'tenkp',
  'ten tdp',
  'tentdp',
  'ten duong',
  'tenduong',
  'ten pho',
  'ten thon',
  'tenthon',
  'dia danh',
  'diadanh',
  'khu pho',
  'khupho',
  'label',
];

/**
 * The name among the properties of a feature, in any case and with or without diacritics: `Ten`, `TEN`, `name:vi`. A number
 * is a name, too. `undefined` without one of 1 to 200 printable characters.
 */
export function readShapeName(properties: Readonly<Record<string, unknown>>): string | undefined {
  const names = textsOf(properties);
  return nameProperties.map((key) => names.get(key)).find((name) => name !== undefined);
}

/** The house among the properties, `12 Trần Phú`: of OpenStreetMap (`addr:housenumber`, `addr:street`), or `so_nha`, `duong`. */
export function readHouse(properties: Readonly<Record<string, unknown>>): string | undefined {
  const texts = textsOf(properties);
  const number = texts.get('addr housenumber') ?? texts.get('so nha');
  const street = texts.get('addr street') ?? texts.get('duong');
  return number === undefined || street === undefined ? undefined : nameText(`${number} ${street}`);
}

/** Whether a shape is a building, as OpenStreetMap has it: `building` with any value but `no`. */
export function isBuilding(properties: Readonly<Record<string, unknown>>): boolean {
  const value = textsOf(properties).get('building');
  return value !== undefined && fold(value) !== 'no';
}

/** By the folded names of the properties. */
function textsOf(properties: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [key, value] of Object.entries(properties).slice(0, maxProperties)) {
    const name = nameText(value);
    const property = fold(key.slice(0, maxNameLength));
    if (name !== undefined && !names.has(property)) names.set(property, name);
  }
  return names;
}

function nameText(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const name = text
    .normalize('NFC')
    .trim()
    .replaceAll(/[^\S\r\n]+/g, ' ');
  return name !== '' && name.length <= maxNameLength && printable.test(name) ? name : undefined;
}
