/** The columns of an import, in the order of the template. */
export const columns = [
  'name',
  'neighbourhood',
  'lat',
  'lon',
  'bearing_deg',
  'field_of_view_deg',
  'street_address',
  'landmark',
  'purpose',
  'stream',
  'onvif',
  'stream_url',
  'mac',
  'user',
  'password',
  'notice_text',
  'notice_posted_on',
  'owner_name',
  'owner_phone',
  'owner_amount_vnd',
  'owner_consent_on',
] as const;

export type Column = (typeof columns)[number];

/** One row: trimmed text by column; an empty cell is not there. */
export type Cells = Readonly<Partial<Record<Column, string>>>;

/** Never kept in clear, never shown: credentials, what may hold them, and who paid. */
const secretColumns: readonly Column[] = ['stream_url', 'user', 'password', 'owner_name', 'owner_phone'];

export interface PartedCells {
  readonly shown: Cells;
  readonly secret: Cells;
}

/** What may be kept in clear, and what may not: secret columns, and any cell that has credentials in a URL. */
export function partCells(cells: Cells): PartedCells {
  const shown: [Column, string][] = [];
  const secret: [Column, string][] = [];
  for (const column of columns) {
    const text = cells[column];
    if (text === undefined) continue;
    const isSecret = secretColumns.includes(column) || text.includes('@');
    (isSecret ? secret : shown).push([column, text]);
  }
  return { shown: Object.fromEntries(shown), secret: Object.fromEntries(secret) };
}
