import type { CameraFacts } from '../ward/index.ts';

type Row = Readonly<Record<string, string>>;

/** Writes a CSV of cameras as a ward fills it in: place, ONVIF address, notice, contributor and consent. */
export const cameraCsv = (cameras: readonly CameraFacts[], postedOn = today()): string =>
  csvOf(cameras.map((camera) => rowOf(camera, postedOn)));

/** A typical human mistake, and where a dry run must find it. */
export interface Mistake {
  /** Line of the file; the header is line 1. */
  readonly line: number;
  readonly column: string;
}

const mistakes: readonly { readonly column: string; readonly written: string }[] = [
  { column: 'lat', written: '210.5' },
  { column: 'neighbourhood', written: 'Khu phố 70' },
  { column: 'notice_posted_on', written: '31/11/2026' },
];

/** Writes a CSV with one mistake a row, and a correct row after them. */
export function badCameraCsv(camera: CameraFacts): { csv: string; mistakes: readonly Mistake[] } {
  const row = (n: number): Row => ({ ...rowOf(camera, today()), name: `Row ${n}`, onvif: `192.0.2.${n}` });
  const rows = mistakes.map(({ column, written }, i) => ({ ...row(i + 1), [column]: written }));
  return {
    csv: csvOf([...rows, row(mistakes.length + 1)]),
    mistakes: mistakes.map(({ column }, i) => ({ line: i + 2, column })),
  };
}

function rowOf(facts: CameraFacts, postedOn: string): Row {
  const { name, neighbourhood, lat, lon, bearingDeg, street, onvifUrl, user, password, number } = facts;
  return {
    name,
    neighbourhood,
    lat: String(lat),
    lon: String(lon),
    bearing_deg: String(bearingDeg),
    field_of_view_deg: '90',
    street_address: street,
    purpose: 'An ninh trật tự khu phố',
    stream: 'main',
    onvif: onvifUrl,
    user,
    password,
    notice_text: 'Khu vực có camera giám sát',
    notice_posted_on: postedOn,
    owner_name: `Hộ số ${number + 1}, ${street}`,
    owner_amount_vnd: '1200000',
    owner_consent_on: postedOn,
  };
}

export const today = (): string => new Date().toISOString().slice(0, 10);

function csvOf(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}

/** Quotes a cell as RFC 4180 demands. */
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
