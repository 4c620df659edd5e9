import type { Sealer } from '../../camera/index.ts';
import { calendarDayOf, formatStreamUrl } from '../../camera/index.ts';
import {
  type CameraId,
  type CameraNetworks,
  type CsvTable,
  cellsOf,
  columnsOf,
  newId,
  outsideNetworks,
} from '../../core/index.ts';
import type { ImportRow } from './camera-import.ts';
import { type Cells, type Column, columnNames, partCells, tidyCells } from './columns.ts';
import { parseRow, type RowFault, type RowForm } from './row-form.ts';
import { planRow, type WardNow } from './row-plan.ts';

export interface DryRunDeps {
  /** Seals the secret cells of rows. */
  readonly sealer: Sealer;
  readonly networks: CameraNetworks;
  readonly nowMs: number;
  readonly timeZone: string;
}

/** One row as text, and where it came from. `cells` is undefined for a row with too many. */
export interface TextRow {
  readonly line: number;
  readonly cells: Cells | undefined;
  /** Camera of a row that is judged again. */
  readonly cameraId?: CameraId;
}

/** The rows of a file. Errors: those of `columnsOf`. */
export function textRows(table: CsvTable): TextRow[] {
  const named = columnsOf(table.header, { ...columnNames, needed: ['name', 'neighbourhood'] });
  return table.records.map((record) => ({ line: record.line, cells: cellsOf(named, record) }));
}

/**
 * The effect that an import would have for each row; it changes nothing and contacts no camera. Secrets are sealed
 * here, before anything is stored.
 */
export function dryRun(rows: readonly TextRow[], ward: WardNow, deps: DryRunDeps): ImportRow[] {
  const before = new Map<string, number>();
  return rows.map((row) => {
    const judged = judgeRow(row, ward, deps);
    if (!judged.form) return judged.row;
    const repeats = repeatsOf(judged.form, before);
    for (const key of keysOf(judged.form)) before.set(key, before.get(key) ?? row.line);
    if (repeats.length === 0) return judged.row;
    return { ...judged.row, state: 'bad', faults: [...judged.row.faults, ...repeats] };
  });
}

/** One row, without regard to the others. `form` is there when it can be read. */
export function judgeRow(
  { line, cells: written, cameraId }: TextRow,
  ward: WardNow,
  { sealer, networks, nowMs, timeZone }: DryRunDeps,
): { readonly row: ImportRow; readonly form?: RowForm } {
  const cells = written && tidyCells(written);
  const { form, faults } = cells
    ? parseRow(cells, calendarDayOf(nowMs, timeZone))
    : { faults: [tooManyCells()] };
  const outside = form ? outsideFaults(form, networks) : [];
  const plan = form && planRow(form, ward);
  const found = plan?.state === 'bad' ? [...plan.faults, ...outside] : [...faults, ...outside];
  const id = cameraId ?? newId('camera', nowMs);
  const { shown, secret } = partCells(cells ?? {});
  const row = {
    line,
    cameraId: id,
    state: found.length > 0 || !plan ? 'bad' : plan.state,
    cells: shown,
    sealed: Object.keys(secret).length === 0 ? nothing : sealer.seal(JSON.stringify(secret), id),
    faults: found,
  } as const;
  return form ? { row, form } : { row };
}

/** All cells of a stored row. Throws the errors of `Sealer.open`. */
export const cellsOfRow = ({ cells, sealed, cameraId }: ImportRow, sealer: Sealer): Cells => ({
  ...cells,
  // Only `judgeRow` writes it.
  ...(sealed.length === 0 ? {} : (JSON.parse(sealer.open(sealed, cameraId)) as Cells)),
});

const nothing = new Uint8Array();

const nameKey = (name: string): string => `name ${name}`;

const keysOf = ({ name, url, onvif, mac }: RowForm): string[] => [
  nameKey(name),
  ...(url ? [`url ${formatStreamUrl(url)}`] : []),
  ...(onvif ? [`onvif ${onvif.url}`] : []),
  ...(mac === undefined ? [] : [`mac ${mac}`]),
];

function repeatsOf(form: RowForm, before: ReadonlyMap<string, number>): RowFault[] {
  return keysOf(form).flatMap((key): RowFault[] => {
    const line = before.get(key);
    if (line === undefined) return [];
    return key === nameKey(form.name)
      ? [{ column: 'name', code: 'row-name-repeats', message: `Line ${line} has that name.` }]
      : [{ code: 'row-camera-repeats', message: `Line ${line} is that camera.` }];
  });
}

function outsideFaults({ onvif, url }: RowForm, networks: CameraNetworks): RowFault[] {
  const hosts: [Column, string | undefined][] = [
    ['onvif', onvif?.host],
    ['stream_url', url?.host],
  ];
  const { code, message } = outsideNetworks();
  return hosts.flatMap(([column, host = '']) =>
    networks.isOutside(host) ? [{ column, code, message }] : [],
  );
}

const tooManyCells = (): RowFault => ({
  code: 'row-too-long',
  message: 'The row has more cells than the first line names columns.',
});
