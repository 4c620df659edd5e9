import { type Selectable, sql } from 'kysely';
import { dayMs, type MoveId, type UserId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { CameraMove, MoveRepository } from '../../../discovery/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';

type MoveRow = Selectable<Tables['camera_move']>;
type Detail = Pick<CameraMove, 'found' | 'mac' | 'doubt' | 'differences' | 'shown'>;

/** A device that was not seen for longer need not be decided about. */
const keptMs = 7 * dayMs;

export class PostgresMoveRepository implements MoveRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  keep(move: CameraMove, event?: CustodyEvent): Promise<void> {
    const { id, cameraId, address, seenAtMs, ...about }: CameraMove = move;
    const detail = JSON.stringify(about satisfies Detail);
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const before = await trx
          .selectFrom('camera_move')
          .selectAll()
          .where('camera_id', '=', cameraId)
          .where('address', '=', address)
          .forUpdate()
          .executeTakeFirst();
        if (before?.state === 'refused') return;
        await sql`
          insert into camera_move (id, camera_id, address, state, detail, seen_at_ms)
            values (${id}, ${cameraId}, ${address}, 'waiting', ${detail}, ${seenAtMs})
            on conflict (camera_id, address) do update set state = 'waiting', decided_at_ms = null,
              decided_by = null, detail = excluded.detail, seen_at_ms = excluded.seen_at_ms
              where camera_move.state <> 'refused'`.execute(trx);
        if (event && doubtIn(before) !== move.doubt) await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }

  async waiting(nowMs: number): Promise<CameraMove[]> {
    const { rows } = await onCatalogue(() =>
      sql<MoveRow>`
        select m.* from camera_move m join camera c on c.id = m.camera_id
          where m.state = 'waiting' and m.seen_at_ms > ${nowMs - keptMs}
            and m.address is distinct from c.address
            and not exists (select from lease l join stream s on s.id = l.stream_id
              where s.camera_id = c.id and l.last_reason is null and l.expires_at > clock_timestamp())
          order by m.seen_at_ms desc, m.id`.execute(this.db),
    );
    return rows.map(moveOf);
  }

  async get(id: MoveId): Promise<CameraMove | undefined> {
    const row = await onCatalogue(() =>
      this.db
        .selectFrom('camera_move')
        .selectAll()
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .executeTakeFirst(),
    );
    return row && moveOf(row);
  }

  async decide(
    id: MoveId,
    state: 'accepted' | 'refused',
    by: { readonly id: UserId; readonly nowMs: number },
  ): Promise<void> {
    await onCatalogue(() =>
      this.db
        .updateTable('camera_move')
        .set({ state, decided_at_ms: by.nowMs, decided_by: by.id })
        .where('id', '=', id)
        .execute(),
    );
  }
}

const doubtIn = (row: MoveRow | undefined): string | undefined =>
  row?.state === 'waiting' ? (row.detail as Detail).doubt : undefined;

const moveOf = (row: MoveRow): CameraMove => ({
  id: row.id,
  cameraId: row.camera_id,
  address: row.address,
  seenAtMs: row.seen_at_ms,
  // Only `keep` writes it.
  ...(row.detail as Detail),
});
