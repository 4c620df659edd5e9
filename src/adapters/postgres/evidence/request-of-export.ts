import { sql, type Transaction } from 'kysely';
import type { RequestId } from '../../../core/index.ts';
import type { ExportId } from '../../../evidence/index.ts';
import type { Tables } from '../tables/tables.ts';

/** The records of an export stand in the chain of its request, whose lock comes before that of the export. */
export async function lockRequestOfExport(
  trx: Transaction<Tables>,
  id: ExportId,
): Promise<RequestId | undefined> {
  const { rows } = await sql<{ id: RequestId }>`
    select r.id from request r join export e on e.request_id = r.id where e.id = ${id}
      for no key update of r`.execute(trx);
  return rows[0]?.id;
}
