import { AppError, newId } from '../../core/index.ts';
import { type Actor, custodyEvent } from '../../custody/index.ts';
import type { Export, ExportId } from '../export.ts';
import type { ExportRepository } from './export-repository.ts';

/** Orders an export of a request that the caller has checked. Errors: `export-under-way` (conflict). */
export async function orderExport(
  exports: ExportRepository,
  { user, nowMs }: Required<Actor>,
  { requestId, choice }: Pick<Export, 'requestId' | 'choice'>,
): Promise<ExportId> {
  const id = newId('export', nowMs);
  const event = custodyEvent({ user, nowMs }, 'export-ordered', { requestId, detail: { exportId: id } });
  await exports.order({ id, requestId, orderedById: user.id, orderedAtMs: nowMs, choice }, event);
  return id;
}

/** Cancels the building of an export. Errors: `export-settled` (conflict). */
export async function cancelExport(
  exports: ExportRepository,
  by: Required<Actor>,
  cancelled: Pick<Export, 'id' | 'requestId'>,
): Promise<void> {
  if (await endBuilding(exports, by, cancelled)) return;
  throw new AppError('conflict', 'export-settled', 'The export is no longer being built.');
}

/** Stops building; whether it was being built. `cause`: why the service does by itself. */
export function endBuilding(
  exports: ExportRepository,
  by: Actor,
  { id, requestId }: Pick<Export, 'id' | 'requestId'>,
  cause?: 'request-ended',
): Promise<boolean> {
  const detail = { exportId: id, ...(cause && { cause }) };
  const event = custodyEvent(by, 'export-cancelled', { requestId, detail });
  return exports.settle(id, { state: 'cancelled', atMs: by.nowMs }, event);
}
