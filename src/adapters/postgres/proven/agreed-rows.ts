import { type RecordedRow, recordedColumns, type StatedSegment } from '../ingest/segment-members.ts';

type Value = RecordedRow[(typeof recordedColumns)[number]];

/**
 * Rows that agreed with their sealed records, which never change: the very same row needs no second comparison. Forgotten with the
 * record.
 */
export class AgreedRows {
  private readonly known = new WeakMap<StatedSegment, readonly Value[]>();

  add(row: RecordedRow, record: StatedSegment): void {
    this.known.set(
      record,
      recordedColumns.map((name) => row[name]),
    );
  }

  has(row: RecordedRow, record: StatedSegment): boolean {
    const known = this.known.get(record);
    return known !== undefined && recordedColumns.every((name, at) => isSame(row[name], known[at] ?? null));
  }
}

const isSame = (a: Value, b: Value): boolean =>
  a === b || (a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0);
