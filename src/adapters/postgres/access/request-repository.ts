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
import type { RequestId } from '../../../core/index.ts';
import { namedBy } from '../custody/acted.ts';
import { appendCustody, pseudonymsOfUsers, usersOf } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { heldBytesUnderCap } from '../retention/held-bytes.ts';
import { lockRetention } from '../retention/lock.ts';
import type { Tables } from '../tables/tables.ts';
import { endFounding } from './founding-repository.ts';
import { writeTellings } from './notification-repository.ts';
import { holdStepFact, type TakenHold, takeHold } from './request-holds.ts';
import { requestFact, usersOfRequest } from './request-record.ts';
import {
  cameraIdsOfRequest,
  type RequestRow,
  requestChanged,
  requestFromRow,
  rowOf,
} from './request-rows.ts';

type Trx = Transaction<Tables>;

export class PostgresRequestRepository implements RequestRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

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
    const { event, holds, ...taken } = hold ? await takeHold(trx, after, hold) : noHold;
    await this.state(trx, step, holds);
    const isLast = closing !== undefined && (await endFounding(trx, closing.atMs));
    await appendCustody(
      { trx, scribe: this.scribe },
      ...events,
      ...(event ? [event] : []),
      ...(isLast ? [closing] : []),
    );
    return taken;
  }

  /** Under the row's lock, which writing it took. */
  private async state(trx: Trx, { after, events, hold: step }: Step, holds: TakenHold['holds']) {
    const owners = holds.map(({ ownerId }) => ownerId);
    const users = [...usersOfRequest(after), ...owners, ...usersOf(events)];
    const nameOf = namedBy(await pseudonymsOfUsers(trx, users));
    const ofHolds = holds.flatMap((hold) =>
      step ? [(salt: string) => holdStepFact(hold, step, { salt, nameOf })] : [],
    );
    await this.scribe.state(trx, (salt) => requestFact(after, events, { salt, nameOf }), ...ofHolds);
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
      if (numDeletedRows === 0n) throw requestChanged();
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

  async ofCase(text: string): Promise<RequestId[]> {
    const meant = sql<boolean>`strpos(lower(case_number), lower(${text})) > 0`;
    const all = this.db.selectFrom('request').select('id').where('state', '<>', 'draft').where(meant);
    return (await onCatalogue(() => all.execute())).map(({ id }) => id);
  }

  async caseNumbers(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const named = sql<boolean>`id = any(${ids}::text[])`;
    const all = this.db.selectFrom('request').select(['id', 'case_number']).where(named);
    return new Map((await onCatalogue(() => all.execute())).map((row) => [row.id, row.case_number]));
  }

  awaitingAnswer(): Promise<FootageRequest[]> {
    const isAwaited = sql<boolean>`(state = 'submitted' or ${isUnreviewedEmergency})`;
    return this.found((all) => all.where(isAwaited).orderBy('answer_by_ms').orderBy('id'));
  }

  withoutLetter(): Promise<FootageRequest[]> {
    return this.found((all) => all.where(owesLetterRow).orderBy('created_at_ms').orderBy('id').limit(200));
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

const noHold: TakenHold = { rescued: 0, tooLate: 0, holds: [] };

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

/** As `owesLetter` in src/access/request/request.ts. */
const owesLetterRow = sql<boolean>`(emergency is not null and not emergency ? 'letters' and letter_number is null
  and expires_at_ms is not null and emergency -> 'review' ->> 'verdict' is distinct from 'not-justified')`;

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
    if (numUpdatedRows === 0n) throw requestChanged();
  } else {
    await trx.insertInto('request').values(row).execute();
  }
  if (after.cameraIds.length > (before?.cameraIds.length ?? 0)) {
    const cameras = after.cameraIds.map((camera_id) => ({ request_id: after.id, camera_id }));
    await trx.insertInto('request_camera').values(cameras).execute();
  }
}
