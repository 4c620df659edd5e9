import { sql } from 'kysely';
import type { CameraId, StreamId } from '../../../src/core/index.ts';
import { segmentKeys } from '../../../src/objects/index.ts';
import { faultsOf, readAccounts } from '../../support/accounting.ts';
import { type StockedWard, storedKeys } from './stocked-ward.ts';

interface Row {
  readonly camera_id: CameraId;
  readonly stream_id: StreamId;
  readonly start_ms: number;
  readonly epoch: number;
  readonly is_begun: boolean;
  readonly is_marked: boolean;
  readonly is_held: boolean;
}

/** All rows, and whether a hold binds them. Not by the product's own query. */
const rowsOf = async ({ database }: StockedWard): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select s.camera_id, s.stream_id, s.start_ms, s.epoch, d.id is not null as is_marked,
        d.begun_at_ms is not null as is_begun,
        (select count(*) > 0 from hold h, hold_camera hc where hc.hold_id = h.id and h.released_at_ms is null
          and hc.camera_id = s.camera_id and int8range(h.from_ms, h.to_ms) && int8range(s.start_ms, s.end_ms)) as is_held
      from segment s left join deletion d on d.id = s.deletion_id`.execute(database.db);
  return rows;
};

function keysOf(row: Row): string[] {
  const name = { cameraId: row.camera_id, streamId: row.stream_id, startMs: row.start_ms, epoch: row.epoch };
  const { original, index, still, storyboard } = segmentKeys(name);
  return [original, index, still, storyboard];
}

/**
 * What breaks I5 and I4 just now, seen from outside; empty when they hold. With `mayBeLate`, a hold may have been placed
 * after a deletion began: what it then cannot save is not its fault.
 */
export async function brokenPromises(
  ward: StockedWard,
  { mayBeLate = false }: { readonly mayBeLate?: boolean } = {},
): Promise<string[]> {
  const [rows, keys] = [await rowsOf(ward), new Set(await storedKeys(ward.store))];
  const broken: string[] = [];
  for (const row of rows) {
    const own = keysOf(row);
    if (!row.is_begun && !own.every((key) => keys.has(key))) broken.push(`${own[0]} gone, and not begun`);
    if (row.is_held && row.is_marked && !(mayBeLate && row.is_begun))
      broken.push(`${own[0]} held and marked`);
    for (const key of own) keys.delete(key);
  }
  for (const key of keys) broken.push(`${key} there, and its row forgotten`);
  return [...broken, ...(await readAccounts(ward.database.url)).flatMap(faultsOf)];
}

/** Rows that are neither held nor younger than that, and objects that no row names: nothing, once expiry has ended. */
export async function leftOver(ward: StockedWard, cutoffMs: number): Promise<string[]> {
  const rows = await rowsOf(ward);
  const expected = rows.flatMap(keysOf).sort();
  const stored = await storedKeys(ward.store);
  return [
    ...rows
      .filter((row) => !row.is_held && row.start_ms + 60_000 <= cutoffMs)
      .map((row) => keysOf(row)[0] ?? ''),
    ...stored.filter((key) => !expected.includes(key)),
    ...expected.filter((key) => !stored.includes(key)),
  ];
}

/** Keys of all that is held and not marked: while they are held nothing may take them. */
export async function safeKeys(ward: StockedWard): Promise<string[]> {
  const rows = await rowsOf(ward);
  return rows.filter((row) => row.is_held && !row.is_marked).flatMap(keysOf);
}

/** Keys of all that is held, also of what had begun to go before. */
export async function heldKeys(ward: StockedWard): Promise<string[]> {
  const rows = await rowsOf(ward);
  return rows.filter((row) => row.is_held).flatMap(keysOf);
}
