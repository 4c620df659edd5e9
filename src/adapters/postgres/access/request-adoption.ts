import { sql, type Transaction } from 'kysely';
import type { FootageRequest } from '../../../access/index.ts';
import { AppError, formatInstant, type Log, type RequestId } from '../../../core/index.ts';
import type { Fact } from '../../../log/index.ts';
import { namedBy } from '../custody/acted.ts';
import { pseudonymsOfUsers } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { type RequestStep, requestMembers, usersOfRequest } from './request-record.ts';
import { cameraIdsOfRequest, requestFromRow } from './request-rows.ts';

/** States records of the requests that an earlier version left without any, and answers how many. May be interrupted. */
export async function adoptRequests(db: Database, scribe: Scribe, log: Log): Promise<number> {
  const { rows } = await onCatalogue(() =>
    sql<{ id: RequestId }>`
      select id from request where state <> 'draft' and ${isUnrecorded} order by created_at_ms desc`.execute(
      db,
    ),
  );
  let adopted = 0;
  for (const { id } of rows) if (await adoptRequest(db, scribe, id).catch(refused(log, id))) adopted++;
  return adopted;
}

const isUnrecorded = sql<boolean>`not exists (select from log_chain where name = 'req/' || request.id)`;

/** What no record can say stays without one, and opens nothing. */
const refused = (log: Log, request: RequestId) => (error: unknown) => {
  if (!(error instanceof AppError) || error.code !== 'record-malformed') throw error;
  log.error({ request, error: error.message }, 'no record can say what this request is');
  return false;
};

const adoptRequest = (db: Database, scribe: Scribe, id: RequestId): Promise<boolean> =>
  onCatalogue(() =>
    db.transaction().execute(async (trx) => {
      const request = await unrecorded(trx, id);
      if (!request) return false;
      const nameOf = namedBy(await pseudonymsOfUsers(trx, usersOfRequest(request)));
      await scribe.state(trx, (salt) => adoptedFact(request, { salt, nameOf }));
      return true;
    }),
  );

async function unrecorded(trx: Transaction<Tables>, id: RequestId): Promise<FootageRequest | undefined> {
  await sql`select from request where id = ${id} for update`.execute(trx);
  const row = await trx
    .selectFrom('request')
    .selectAll()
    .select(cameraIdsOfRequest.as('camera_ids'))
    .where('id', '=', id)
    .where(isUnrecorded)
    .executeTakeFirst();
  return row && requestFromRow(row);
}

const adoptedFact = (request: FootageRequest, words: Parameters<typeof requestMembers>[1]): Fact => ({
  ...requestMembers(request, words),
  ...lastAct(request),
  role: 'service',
  adopted: 1,
});

interface LastAct {
  readonly act: RequestStep['act'];
  /** Of the act. */
  readonly at: string;
}

/** The last one that the row tells of. */
function lastAct({ closing, emergency, decision, createdAtMs, expiresAtMs }: FootageRequest): LastAct {
  const isOpened = emergency !== undefined && expiresAtMs !== undefined;
  const acts: readonly [RequestStep['act'], number | undefined][] = [
    [closing?.outcome === 'withdrawn' ? 'withdraw' : 'close', closing?.atMs],
    ['review', emergency?.review?.atMs],
    ['countersign', emergency?.countersignature?.atMs],
    [decision?.verdict === 'refused' ? 'refuse' : 'approve', decision?.atMs],
    [isOpened ? 'open' : 'file', createdAtMs],
  ];
  const [act, atMs = createdAtMs] = acts.find(([, each]) => each !== undefined) ?? ['file'];
  return { act, at: formatInstant(atMs) };
}
