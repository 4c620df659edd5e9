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

/** Other names of the columns, as lists of cameras in Vietnam have them. */
const aliases: Readonly<Record<string, Column>> = {
  ten: 'name',
  ten_camera: 'name',
  khu_pho: 'neighbourhood',
  ten_khu_pho: 'neighbourhood',
  to_dan_pho: 'neighbourhood',
  vi_do: 'lat',
  latitude: 'lat',
  kinh_do: 'lon',
  longitude: 'lon',
  huong: 'bearing_deg',
  goc_nhin: 'field_of_view_deg',
  dia_chi: 'street_address',
  moc: 'landmark',
  muc_dich: 'purpose',
  luong: 'stream',
  ip: 'onvif',
  dia_chi_ip: 'onvif',
  rtsp: 'stream_url',
  dia_chi_rtsp: 'stream_url',
  dia_chi_mac: 'mac',
  nguoi_dung: 'user',
  mat_khau: 'password',
  noi_dung_bien: 'notice_text',
  ngay_treo_bien: 'notice_posted_on',
  ten_ho_gop: 'owner_name',
  dien_thoai: 'owner_phone',
  so_tien: 'owner_amount_vnd',
  ngay_dong_y: 'owner_consent_on',
};

export const columnNames = { known: columns, aliases } as const;

/** One row: trimmed text by column; an empty cell is not there. */
export type Cells = Readonly<Partial<Record<Column, string>>>;

const wordColumns: readonly Column[] = [
  'name',
  'neighbourhood',
  'street_address',
  'landmark',
  'purpose',
  'notice_text',
];

/**
 * Cells with their words composed (NFC) and one space between them: a spreadsheet keeps line breaks, no-break and
 * invisible spaces that nobody sees, and a Mac writes letters and diacritics apart.
 */
export function tidyCells(cells: Cells): Cells {
  const tidy = wordColumns.flatMap((column) => {
    const text = cells[column];
    return text === undefined ? [] : [[column, tidyWords(text)] as const];
  });
  return { ...cells, ...Object.fromEntries(tidy) };
}

const tidyWords = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[\u200b\u2060\ufeff]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Never stored in clear, never shown: credentials, cells that may hold them, and contributors. */
const secretColumns: readonly Column[] = ['stream_url', 'user', 'password', 'owner_name', 'owner_phone'];

export interface PartedCells {
  readonly shown: Cells;
  readonly secret: Cells;
}

/**
 * Splits cells into those that may be stored in clear and those that may not: secret columns, and any cell with
 * credentials in a URL.
 */
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
