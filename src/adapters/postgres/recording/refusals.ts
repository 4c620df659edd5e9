import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { CameraId, StreamId } from '../../../core/index.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

type Connection = Database | Transaction<Tables>;

/** Cameras lock an account after about five wrong tries (quirk 11). */
const freeTries = 3;

/** The password was refused so many times more: a minute's wait, after the third one of an hour. */
export const countRefusals = (db: Connection, id: CameraId, tries: number): Promise<unknown> =>
  count(db, sql`${id}`, tries);

/** The same, once, by the camera of a stream. */
export const countStreamRefusal = (trx: Connection, streamId: StreamId): Promise<unknown> =>
  count(trx, cameraOf(streamId), 1);

/** It was accepted, is another one, or a person wants it tried. */
export async function forgetRefusals(db: Connection, streamId: StreamId): Promise<void> {
  await sql`update credential set refusals = 0, retry_at = null
    where camera_id = ${cameraOf(streamId)} and refusals > 0`.execute(db);
}

const cameraOf = (streamId: StreamId) => sql`(select camera_id from stream where id = ${streamId})`;

const count = (db: Connection, camera: RawBuilder<unknown>, tries: number) =>
  sql`
  update credential set refusals = refusals + ${tries}::integer,
      retry_at = clock_timestamp()
        + case when refusals + ${tries}::integer < ${freeTries} then interval '1 minute' else interval '1 hour' end
    where camera_id = ${camera}`.execute(db);
