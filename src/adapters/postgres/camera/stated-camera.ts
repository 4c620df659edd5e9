import { type Kysely, sql, type Transaction } from 'kysely';
import type { CameraId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { namedBy } from '../custody/acted.ts';
import { pseudonymsOf } from '../custody/append.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { cameraFact, type WholeCamera } from './camera-record.ts';

type Trx = Transaction<Tables>;

/** States the camera as it is after the act of an event, under its row's lock, and before streams are locked. */
export async function stateCamera(
  { trx, scribe }: { readonly trx: Trx; readonly scribe: Scribe },
  id: CameraId,
  event: CustodyEvent,
): Promise<void> {
  const camera = await readWholeCamera(trx, id);
  const nameOf = namedBy(await pseudonymsOf(trx, [event]));
  await scribe.state(trx, (salt) => cameraFact(camera, event, { salt, nameOf }));
}

export async function readWholeCamera(trx: Kysely<Tables>, id: CameraId): Promise<WholeCamera> {
  const { rows } = await sql<WholeCamera>`
    select c.*,
        (select jsonb_object_agg(kind, value) from camera_identity i where i.camera_id = c.id) as facts,
        (select to_jsonb(n) from notice n where n.camera_id = c.id and n.withdrawn_at_ms is null) as notice,
        (select to_jsonb(p) from camera_pause p where p.camera_id = c.id and p.ended_at_ms is null) as pause
      from camera c where c.id = ${id}`.execute(trx);
  if (!rows[0]) throw new TypeError('a camera that is stated is there');
  return rows[0];
}
