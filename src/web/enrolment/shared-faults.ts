import type { ImportRow } from '../../client/index.ts';

type Fault = ImportRow['faults'][number];
type Column = NonNullable<Fault['column']>;

/** A fault that several rows have in a column, or one whose answer is a person's: a neighbourhood that nobody knows. */
export interface SharedFault {
  readonly column: Column;
  readonly fault: Fault;
  /** Of a neighbourhood: its name as written. */
  readonly value: string;
  /** Of a neighbourhood: every wrong row with that name, whatever else is wrong in it. */
  readonly rows: readonly ImportRow[];
}

export const unknownNeighbourhood = 'unknown-neighbourhood';

/** Columns in which rows may have one value; a name or an address is of one camera alone. */
const sharing: readonly Column[] = [
  'neighbourhood',
  'field_of_view_deg',
  'purpose',
  'stream',
  'user',
  'password',
  'notice_text',
  'notice_posted_on',
  'owner_consent_on',
];

/** Neighbourhoods that nobody knows first, each by its name; then by column and fault, where two rows or more have it. */
export function sharedFaults(rows: readonly ImportRow[]): SharedFault[] {
  const groups = new Map<string, SharedFault>();
  for (const row of rows) {
    for (const fault of row.faults) {
      const { column, code } = fault;
      if (!column || !sharing.includes(column)) continue;
      const value = code === unknownNeighbourhood ? (row.cells.neighbourhood ?? '') : '';
      const key = [column, code, value.toLowerCase()].join('\n');
      const group = groups.get(key) ?? { column, fault, value, rows: value === '' ? [] : named(rows, value) };
      groups.set(key, value === '' ? { ...group, rows: [...group.rows, row] } : group);
    }
  }
  const shared = [...groups.values()].filter(({ value, rows: { length } }) => value !== '' || length > 1);
  return [...shared.filter(({ value }) => value !== ''), ...shared.filter(({ value }) => value === '')];
}

const named = (rows: readonly ImportRow[], name: string): ImportRow[] =>
  rows.filter(({ cells }) => cells.neighbourhood?.toLowerCase() === name.toLowerCase());
