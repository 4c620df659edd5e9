import { sql } from 'kysely';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { EvidenceRecord } from '../../src/log/index.ts';
import { statedRecords } from './stated-records.ts';

type Of<T extends EvidenceRecord['type']> = Extract<EvidenceRecord, { readonly type: T }>;

/**
 * Where rows and pending records of a stream are not one to one: its segments, its gaps, and the deletions of its site, which
 * must have no other stream. Throws where a record has no tag of ours, or is out of place in its chain.
 */
export async function sweptRecords(db: Database, streamId: string): Promise<string[]> {
  const { rows } = await sql<{ chain: string }>`
    select 'stream/' || camera_id || '/' || role as chain from stream where id = ${streamId}`.execute(db);
  const records = await statedRecords(db, rows[0]?.chain ?? streamId);
  const of = <T extends EvidenceRecord['type']>(type: T): Of<T>[] =>
    records.filter((record): record is Of<T> => record.type === type);
  return [
    ...(await segmentFaults(db, streamId, of('seg'), of('del'))),
    ...(await gapFaults(db, streamId, of('gap'))),
    ...(await deletionFaults(db, streamId, of('del'))),
  ];
}

/** A row has its record, under the number that it names; a record without a row was deleted. */
async function segmentFaults(db: Database, streamId: string, told: Of<'seg'>[], deleted: Of<'del'>[]) {
  const { rows } = await sql<{ run_id: string; start_ms: number; record_seq: number; sha256: string }>`
    select run_id, start_ms, record_seq, sha256 from segment where stream_id = ${streamId}`.execute(db);
  const names = told.map(({ run, t0 }) => `${run} ${Date.parse(t0)}`);
  const unstated = rows.filter(
    ({ run_id, start_ms, record_seq, sha256 }) =>
      !told.some(
        ({ run, t0, ...record }) =>
          run === run_id &&
          Date.parse(t0) === start_ms &&
          record.seq === record_seq &&
          record.sha256 === sha256,
      ),
  );
  const gone = deleted.flatMap((record) => (record.act === 'result' ? [record.count] : []));
  const goneCount = gone.reduce((sum, count) => sum + count, 0);
  return [
    ...unstated.map(({ start_ms }) => `segment ${start_ms}: no record`),
    ...twice(names).map((name) => `segment ${name}: two records`),
    ...(told.length - rows.length === goneCount
      ? []
      : [`${told.length} segments were stated, ${goneCount} deleted, ${rows.length} are there`]),
  ];
}

/** A row names the record that opened it, and an end names an opening. */
async function gapFaults(db: Database, streamId: string, told: Of<'gap'>[]) {
  const { rows } = await sql<{
    start_ms: number;
    reason: string;
    record_id: string | null;
    record_t0_ms: number | null;
  }>`
    select start_ms, reason, record_id, record_t0_ms from gap where stream_id = ${streamId} and reason <> 'expired'`.execute(
    db,
  );
  const openings = new Map(told.flatMap((each) => (each.opened === undefined ? [[each.id, each]] : [])));
  const unstated = rows.filter(({ reason, record_id, record_t0_ms }) => {
    const opening = openings.get(record_id ?? '');
    return opening?.reason !== reason || Date.parse(opening.t0) !== record_t0_ms;
  });
  const stray = told.filter(({ opened }) => opened !== undefined && !openings.has(opened));
  return [
    ...unstated.map(({ start_ms }) => `gap ${start_ms}: no record opened it`),
    ...stray.map(({ id }) => `${id} ends a gap that no record opened`),
  ];
}

/** One that has begun has an intent, one that is over a result, and nothing else has any. */
async function deletionFaults(db: Database, streamId: string, told: Of<'del'>[]) {
  const { rows } = await sql<{ id: string; is_begun: boolean; is_over: boolean }>`
    select d.id, d.begun_at_ms is not null as is_begun, d.forgotten_at_ms is not null as is_over from deletion d
      join stream s on s.id = ${streamId} join camera c on c.id = s.camera_id
      where d.site_id = c.site_id`.execute(db);
  const due = rows.flatMap(({ id, is_begun, is_over }) => [
    ...(is_begun ? [`${id} intent`] : []),
    ...(is_over ? [`${id} result`] : []),
  ]);
  const stated = told.map(({ del, act }) => `${del} ${act}`);
  return [
    ...due.filter((each) => !stated.includes(each)).map((each) => `deletion ${each}: no record`),
    ...stated.filter((each) => !due.includes(each)).map((each) => `deletion ${each}: a record, and no row`),
    ...twice(stated).map((each) => `deletion ${each}: two records`),
  ];
}

const twice = (names: readonly string[]): string[] => names.filter((name, at) => names.indexOf(name) !== at);
