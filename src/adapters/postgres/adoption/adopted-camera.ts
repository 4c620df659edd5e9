import { type RawBuilder, sql } from 'kysely';
import type { CameraId, SiteId } from '../../../core/index.ts';
import type { EvidenceRecord, Fact } from '../../../log/index.ts';
import { cameraMembers, type WholeCamera } from '../camera/camera-record.ts';
import { readWholeCamera } from '../camera/stated-camera.ts';
import { type Adopting, type AdoptionTask, endTask, stateAdopted } from './adopting.ts';

/** Readings of its clock stand in a camera's chain, too, and say nothing of the camera. */
const isUntold = sql<boolean>`coalesce((select seq from log_chain where name = 'cam/' || camera.id), 0)
  <= (select count(*) from camera_clock where camera_id = camera.id)`;

export const camerasToAdopt = (site: SiteId, untilMs: number): RawBuilder<unknown> => sql`
  select 'camera', id, site_id, enrolled_at_ms from camera
    where site_id = ${site} and enrolled_at_ms < ${untilMs} and ${isUntold}`;

export async function adoptCamera(adopting: Adopting, task: AdoptionTask): Promise<void> {
  const { trx } = adopting;
  const id = task.subject as CameraId;
  const { rows } = await sql`select from camera where id = ${id} and ${isUntold} for update`.execute(trx);
  if (rows.length > 0) {
    const camera = await readWholeCamera(trx, id);
    await stateAdopted(adopting, id, (salt) => adoptedFact(camera, salt));
  }
  await endTask(adopting, task);
}

const adoptedFact = (camera: WholeCamera, salt: string): Fact => ({
  ...cameraMembers(camera, salt),
  act: lastAct(camera),
  role: 'service',
  adopted: 1,
});

/** The last one that the row tells of. */
function lastAct({ pause, notice }: WholeCamera): Extract<EvidenceRecord, { type: 'cam' }>['act'] {
  if (pause && pause.from_ms >= (notice?.recorded_at_ms ?? 0))
    return pause.kind === 'withdrawn' ? 'leave' : 'pause';
  return notice ? 'notice' : 'enrol';
}
