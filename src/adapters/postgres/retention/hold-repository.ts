import { sql, type Transaction } from 'kysely';
import { AppError, type HoldId, invalid } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { Fact } from '../../../log/index.ts';
import type { Hold, HoldRepository, Placed } from '../../../retention/index.ts';
import { namedBy, type RecordWords } from '../custody/acted.ts';
import { appendCustody, pseudonymsOfUsers, usersOf } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { onCatalogueWith } from '../violations.ts';
import { refuseBeyondCap } from './held-bytes.ts';
import { holdFact, releaseFact } from './hold-record.ts';
import { changeOpenHolds, type HoldChange, holdFromRow, selectHolds } from './hold-rows.ts';
import { lockRetention, unmark } from './lock.ts';

const violations = {
  hold_camera_known: () => invalid('unknown-camera', 'There is no such camera.', 'cameras'),
};

export class PostgresHoldRepository implements HoldRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  place(hold: Hold, event: CustodyEvent, maxBytes?: number): Promise<Placed> {
    return onCatalogueWith(violations, () =>
      this.db.transaction().execute(async (trx) => {
        await lockRetention(trx);
        const placed = await keepHold(trx, hold);
        if (maxBytes !== undefined) await refuseBeyondCap(trx, maxBytes);
        await this.state(trx, hold, event, (words) => holdFact(hold, 'place', event, words));
        await appendCustody({ trx, scribe: this.scribe }, event);
        return placed;
      }),
    );
  }

  async list(): Promise<Hold[]> {
    const rows = await onCatalogue(() =>
      selectHolds(this.db).orderBy(sql`released_at_ms desc nulls first`).orderBy('review_at_ms').execute(),
    );
    return rows.map(holdFromRow);
  }

  async byId(id: HoldId): Promise<Hold | undefined> {
    const row = await onCatalogue(() => selectHolds(this.db).where('id', '=', id).executeTakeFirst());
    return row && holdFromRow(row);
  }

  review(id: HoldId, reviewAtMs: number, event: CustodyEvent): Promise<void> {
    return this.change(id, { review_at_ms: reviewAtMs }, event, (hold, words) =>
      holdFact(hold, 'review', event, words),
    );
  }

  release(id: HoldId, { atMs, byId, reason }: NonNullable<Hold['release']>, event: CustodyEvent) {
    const released = { released_at_ms: atMs, released_by: byId, release_reason: reason };
    return this.change(id, released, event, (hold, words) => releaseFact(hold, reason, event, words));
  }

  private change(
    id: HoldId,
    values: HoldChange,
    event: CustodyEvent,
    factOf: (hold: Hold, words: RecordWords) => Fact,
  ) {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockRetention(trx);
        await lockRequestOf(trx, id);
        const [hold] = await changeOpenHolds(trx, sql`id = ${id}`, values);
        if (!hold) throw released();
        await this.state(trx, hold, event, (words) => factOf(hold, words));
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }

  private async state(
    trx: Transaction<Tables>,
    { ownerId }: Hold,
    event: CustodyEvent,
    factOf: (words: RecordWords) => Fact,
  ): Promise<void> {
    const names = await pseudonymsOfUsers(trx, [ownerId, ...usersOf([event])]);
    await this.scribe.state(trx, (salt) => factOf({ salt, nameOf: namedBy(names) }));
  }
}

/** The records of a hold stand in the chain of the request that placed it. */
export async function lockRequestOf(trx: Transaction<Tables>, id: HoldId): Promise<void> {
  await sql`
    select from request r join hold h on h.request_id = r.id where h.id = ${id} for no key update of r`.execute(
    trx,
  );
}

const released = (): AppError =>
  new AppError('conflict', 'hold-released', 'The hold has been released already.');

/** Under the retention lock. */
export async function keepHold(trx: Transaction<Tables>, hold: Hold): Promise<Placed> {
  await insertHold(trx, hold);
  const bound = sql`s.camera_id = any(${hold.cameraIds})
    and s.start_ms < ${hold.range.toMs} and s.end_ms > ${hold.range.fromMs}`;
  const rescued = await unmark(trx, bound);
  const { rows } = await sql<{ marked: number }>`
    select count(*) as marked from segment s where s.deletion_id is not null and ${bound}`.execute(trx);
  return { rescued, tooLate: rows[0]?.marked ?? 0 };
}

async function insertHold(trx: Transaction<Tables>, { id, cameraIds, range, ...hold }: Hold): Promise<void> {
  await trx
    .insertInto('hold')
    .values({
      id,
      owner_id: hold.ownerId,
      case_number: hold.caseNumber,
      reason: hold.reason,
      from_ms: range.fromMs,
      to_ms: range.toMs,
      created_at_ms: hold.createdAtMs,
      review_at_ms: hold.reviewAtMs,
      request_id: hold.requestId ?? null,
    })
    .execute();
  await trx
    .insertInto('hold_camera')
    .values(cameraIds.map((camera_id) => ({ hold_id: id, camera_id })))
    .execute();
}
