import { type SelectQueryBuilder, sql, type Transaction } from 'kysely';
import type {
  EmergenciesOf,
  FootageRequest,
  RequestFilter,
  RequestRepository,
  Step,
  Taken,
  TakenEmergency,
} from '../../../access/index.ts';
import { AppError, type RequestId } from '../../../core/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import { heldBytesUnderCap } from '../retention/held-bytes.ts';
import { lockRetention } from '../retention/lock.ts';
import type { Tables } from '../tables/tables.ts';
import { endFounding } from './founding-repository.ts';
import { writeTellings } from './notification-repository.ts';
import { takeHold } from './request-holds.ts';
import { cameraIdsOfRequest, type RequestRow, requestFromRow, rowOf } from './request-rows.ts';

type Trx = Transaction<Tables>;

export class PostgresRequestRepository implements RequestRepository {
  constructor(private readonly db: Database) {}

  take(step: Step): Promise<Taken> {
    return onCatalogue(() => this.db.transaction().execute((trx) => this.taken(trx, step)));
  }

  takeEmergency(
    of: EmergenciesOf,
    stepOf: (earlier: readonly FootageRequest[]) => Step,
  ): Promise<TakenEmergency> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        // An emergency places a hold, so every one takes this lock anyway; what others committed is seen after it.
        await lockRetention(trx);
        const step = stepOf(await emergenciesOf(trx, of));
        return { step, ...(await this.taken(trx, step)) };
      }),
    );
  }

  private async taken(trx: Trx, step: Step): Promise<Taken> {
    const { before, after, events, notifications, hold, closing } = step;
    // Before every other lock, as marking does.
    if (hold) await lockRetention(trx);
    await write(trx, before, after);
    const nowMs = events[0]?.atMs ?? after.createdAtMs;
    for (const telling of notifications)
      await writeTellings(trx, after.id, telling, { dueAtMs: nowMs, nowMs });
    const none = { rescued: 0, tooLate: 0, event: undefined };
    const { event, ...taken } = hold ? await takeHold(trx, after, hold) : none;
    const isLast = closing !== undefined && (await endFounding(trx, closing.atMs));
    await appendCustody(trx, ...events, ...(event ? [event] : []), ...(isLast ? [closing] : []));
    return taken;
  }

  keepDraft(draft: FootageRequest): Promise<void> {
    const isNew = draft.revision === 1;
    const before = isNew ? undefined : { ...draft, revision: draft.revision - 1 };
    return onCatalogue(() => this.db.transaction().execute((trx) => write(trx, before, draft)));
  }

  dropDraft({ id, revision }: FootageRequest): Promise<void> {
    return onCatalogue(async () => {
      const draft = this.db.deleteFrom('request').where('id', '=', id).where('state', '=', 'draft');
      const { numDeletedRows } = await draft.where('revision', '=', revision).executeTakeFirst();
      if (numDeletedRows === 0n) throw changed();
    });
  }

  async byId(id: RequestId): Promise<FootageRequest | undefined> {
    const [request] = await this.found((all) => all.where('request.id', '=', id));
    return request;
  }

  list({ requesterId, state, beforeMs, limit }: RequestFilter): Promise<FootageRequest[]> {
    return this.found((all) => {
      const whose = requesterId
        ? all.where('requester_id', '=', requesterId)
        : all.where('state', '<>', 'draft');
      const wanted = state ? whose.where('state', '=', state) : whose;
      const page = wanted.where('created_at_ms', '<', beforeMs).limit(limit);
      return page.orderBy('created_at_ms', 'desc').orderBy('id', 'desc');
    });
  }

  awaitingAnswer(): Promise<FootageRequest[]> {
    const isAwaited = sql<boolean>`(state = 'submitted' or ${isUnreviewedEmergency})`;
    return this.found((all) => all.where(isAwaited).orderBy('answer_by_ms').orderBy('id'));
  }

  countersignable(nowMs: number): Promise<FootageRequest[]> {
    const counts = sql<boolean>`emergency is not null and not emergency ?| array['review', 'countersignature']
      and (state = 'submitted' or (state = 'approved' and expires_at_ms > ${nowMs}))`;
    return this.found((all) => all.where(counts).orderBy('answer_by_ms').orderBy('id'));
  }

  cappedBytes(): Promise<number> {
    return onCatalogue(() => heldBytesUnderCap(this.db));
  }

  private found(narrow: Narrow): Promise<FootageRequest[]> {
    return onCatalogue(() => requestsIn(this.db, narrow));
  }
}

type Narrow = (
  all: SelectQueryBuilder<Tables, 'request', RequestRow>,
) => SelectQueryBuilder<Tables, 'request', RequestRow>;

async function requestsIn(db: Database | Trx, narrow: Narrow): Promise<FootageRequest[]> {
  const all = db.selectFrom('request').selectAll().select(cameraIdsOfRequest.as('camera_ids'));
  return (await narrow(all).execute()).map(requestFromRow);
}

/** As `isUnreviewed` in src/access/request/request.ts. */
const isUnreviewedEmergency = sql<boolean>`(
  emergency is not null and not emergency ? 'review' and expires_at_ms is not null)`;

function emergenciesOf(trx: Trx, { requesterId, sinceMs }: EmergenciesOf): Promise<FootageRequest[]> {
  const counts = sql<boolean>`emergency is not null and (state = 'submitted' or ${isUnreviewedEmergency}
    or (emergency -> 'review' ->> 'atMs')::bigint > ${sinceMs})`;
  return requestsIn(trx, (all) => all.where('requester_id', '=', requesterId).where(counts).orderBy('id'));
}

/** Only over the request as it was before: of two steps at once, one finds it changed. */
async function write(trx: Trx, before: FootageRequest | undefined, after: FootageRequest): Promise<void> {
  const row = rowOf(after);
  if (before) {
    const same = trx.updateTable('request').set(row).where('id', '=', before.id);
    const { numUpdatedRows } = await same.where('revision', '=', before.revision).executeTakeFirst();
    if (numUpdatedRows === 0n) throw changed();
  } else {
    await trx.insertInto('request').values(row).execute();
  }
  if (after.cameraIds.length > (before?.cameraIds.length ?? 0)) {
    const cameras = after.cameraIds.map((camera_id) => ({ request_id: after.id, camera_id }));
    await trx.insertInto('request_camera').values(cameras).execute();
  }
}

const changed = (): AppError =>
  new AppError('conflict', 'request-changed', 'Another step came first: load the request again.');
