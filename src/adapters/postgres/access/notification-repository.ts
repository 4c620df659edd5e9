import { sql, type Transaction } from 'kysely';
import type {
  LetterNotification,
  Notification,
  NotificationId,
  NotificationOrder,
  NotificationRepository,
} from '../../../access/index.ts';
import { newId, type RequestId, type UserId } from '../../../core/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Tables } from '../tables/tables.ts';
import { mayStandIn } from './deputy-repository.ts';
import { cameraIdsOfRequest, type RequestRow, requestFromRow } from './request-rows.ts';

type Trx = Transaction<Tables>;

interface Due {
  readonly dueAtMs: number;
  readonly nowMs: number;
}

interface ClaimedRow {
  readonly notification_id: NotificationId;
  readonly tries: number;
  readonly user_id: UserId | null;
  readonly email: string | null;
}

type ClaimedRequest = ClaimedRow &
  RequestRow & { readonly kind: NotificationOrder['kind']; readonly letter: null };
type ClaimedLetter = ClaimedRow & Pick<LetterNotification, 'kind' | 'letter'>;

export class PostgresNotificationRepository implements NotificationRepository {
  constructor(private readonly db: Database) {}

  async claim(
    limit: number,
    { nowMs, untilMs }: { nowMs: number; untilMs: number },
  ): Promise<Notification[]> {
    const { rows } = await onCatalogue(() =>
      sql<ClaimedRequest | ClaimedLetter>`
        with claimed as (
          update notification set next_try_at_ms = ${untilMs}, tries = tries + 1 where id in (
            select id from notification where ended_at_ms is null and next_try_at_ms <= ${nowMs}
              order by next_try_at_ms, id limit ${limit} for update skip locked)
          returning id, request_id, kind, tries, user_id, letter)
        select request.*, ${cameraIdsOfRequest} as camera_ids, claimed.id as notification_id, claimed.kind,
            claimed.tries, claimed.user_id, claimed.letter, app_user.email
          from claimed left join request on request.id = claimed.request_id
            left join app_user on app_user.id = claimed.user_id
          order by claimed.id`.execute(this.db),
    );
    return rows.map(notificationOf);
  }

  end(id: NotificationId, outcome: 'sent' | 'dropped', nowMs: number): Promise<void> {
    return this.change(id, { ended_at_ms: nowMs, outcome });
  }

  retry(id: NotificationId, error: string, nextTryAtMs: number): Promise<void> {
    return this.change(id, { last_error: error, next_try_at_ms: nextTryAtMs });
  }

  async unsent(): Promise<number> {
    const { rows } = await onCatalogue(() =>
      sql<{ count: number }>`select count(*) as count from notification
        where ended_at_ms is null and last_error is not null and user_id is not null`.execute(this.db),
    );
    return rows[0]?.count ?? 0;
  }

  remind(requestId: RequestId, telling: NotificationOrder, due: Due): Promise<number> {
    return onCatalogue(() =>
      this.db.transaction().execute((trx) => writeTellings(trx, requestId, telling, due)),
    );
  }

  private async change(
    id: NotificationId,
    values: {
      readonly ended_at_ms?: number;
      readonly outcome?: 'sent' | 'dropped';
      readonly last_error?: string;
      readonly next_try_at_ms?: number;
    },
  ): Promise<void> {
    await onCatalogue(() => this.db.updateTable('notification').set(values).where('id', '=', id).execute());
  }
}

/** One message to each whom the telling means now, and one to the webhook; those written already stay as they are. */
export async function writeTellings(
  trx: Trx,
  requestId: RequestId,
  { kind, to }: NotificationOrder,
  { dueAtMs, nowMs }: Due,
): Promise<number> {
  const receivers =
    to === 'requester' ? await requesterOf(trx, requestId) : await judgesOf(trx, requestId, nowMs);
  if (to === 'countersigners') receivers.push(...(await colleaguesOf(trx, requestId)));
  const values = [...receivers, null].map((user_id) => ({
    id: newId('notification', nowMs),
    request_id: requestId,
    kind,
    due_at_ms: dueAtMs,
    user_id,
    next_try_at_ms: nowMs,
  }));
  const insert = trx.insertInto('notification').values(values);
  const { numInsertedOrUpdatedRows } = await insert.onConflict((each) => each.doNothing()).executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0n);
}

async function requesterOf(trx: Trx, requestId: RequestId): Promise<UserId[]> {
  const query = trx.selectFrom('request').select('requester_id').where('id', '=', requestId);
  return (await query.execute()).map(({ requester_id }) => requester_id);
}

/** Custodians, and their deputies just now; never the requester. */
async function judgesOf(trx: Trx, requestId: RequestId, nowMs: number): Promise<UserId[]> {
  const { rows } = await sql<{ id: UserId }>`
    select judge.id from app_user judge, request
      where request.id = ${requestId} and judge.id <> request.requester_id and judge.enabled
        and (judge.role = 'custodian' or exists (
          select from deputy d join app_user c on c.id = d.custodian_id and c.enabled and c.role = 'custodian'
            where d.user_id = judge.id and ${mayStandIn(sql.ref('judge.role'))} and d.ended_at_ms is null and d.from_ms <= ${nowMs} and d.to_ms > ${nowMs}
              and c.id <> request.requester_id))
      order by judge.id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** The other officers. */
async function colleaguesOf(trx: Trx, requestId: RequestId): Promise<UserId[]> {
  const { rows } = await sql<{ id: UserId }>`
    select colleague.id from app_user colleague, request
      where request.id = ${requestId} and colleague.id <> request.requester_id
        and colleague.enabled and colleague.role = 'officer'
      order by colleague.id`.execute(trx);
  return rows.map(({ id }) => id);
}

const notificationOf = (row: ClaimedRequest | ClaimedLetter): Notification => {
  const { notification_id: id, tries } = row;
  const email = row.letter?.to ?? row.email;
  const receiver = email === null ? {} : { email };
  if (row.letter) {
    const isForWebhook = row.user_id === null && row.letter.to === undefined;
    return { id, tries, kind: row.kind, letter: row.letter, ...(!isForWebhook && { receiver }) };
  }
  const request = requestFromRow(row);
  return { id, tries, kind: row.kind, request, ...(row.user_id !== null && { receiver }) };
};
