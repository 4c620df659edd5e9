import { type Selectable, sql } from 'kysely';
import type { FootageRequest, Requests } from '../../access/index.ts';
import type { CameraId, RequestId, UserId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { Area } from '../../footage/index.ts';
import { appendCustody } from './custody-append.ts';
import { type Database, onCatalogue } from './database.ts';
import type { Tables } from './tables.ts';

export class PostgresRequests implements Requests {
  constructor(private readonly db: Database) {}

  create(request: FootageRequest, event: CustodyEvent): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await trx.insertInto('request').values(rowOf(request)).execute();
        await trx
          .insertInto('request_camera')
          .values(request.cameraIds.map((camera_id) => ({ request_id: request.id, camera_id })))
          .execute();
        await appendCustody(trx, event);
      }),
    );
  }

  async byId(id: RequestId): Promise<FootageRequest | undefined> {
    const [row] = await onCatalogue(() => this.select().where('request.id', '=', id).execute());
    return row && requestOf(row);
  }

  async ofRequester(requesterId: UserId): Promise<FootageRequest[]> {
    const rows = await onCatalogue(() =>
      this.select().where('requester_id', '=', requesterId).orderBy('created_at_ms', 'desc').execute(),
    );
    return rows.map(requestOf);
  }

  private select() {
    const cameraIds = sql<CameraId[]>`array(
      select camera_id from request_camera where request_id = request.id order by camera_id)`;
    return this.db.selectFrom('request').selectAll().select(cameraIds.as('camera_ids'));
  }
}

const rowOf = ({ range, ...request }: FootageRequest) => ({
  id: request.id,
  requester_id: request.requesterId,
  case_number: request.caseNumber,
  purpose: request.purpose,
  legal_basis: request.legalBasis ?? null,
  area: JSON.stringify(request.area),
  from_ms: range.fromMs,
  to_ms: range.toMs,
  state: request.state,
  created_at_ms: request.createdAtMs,
  expires_at_ms: request.expiresAtMs,
});

const requestOf = (row: Selectable<Tables['request']> & { camera_ids: CameraId[] }): FootageRequest => ({
  id: row.id,
  requesterId: row.requester_id,
  caseNumber: row.case_number,
  purpose: row.purpose,
  ...(row.legal_basis === null ? {} : { legalBasis: row.legal_basis }),
  // Written by `rowOf` and nobody else.
  area: row.area as Area,
  range: { fromMs: row.from_ms, toMs: row.to_ms },
  state: row.state,
  cameraIds: row.camera_ids,
  createdAtMs: row.created_at_ms,
  expiresAtMs: row.expires_at_ms,
});
