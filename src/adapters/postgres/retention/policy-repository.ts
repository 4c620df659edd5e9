import { type Selectable, sql, type Transaction } from 'kysely';
import { AppError, invalid, type SiteId } from '../../../core/index.ts';
import type {
  Located,
  NewPolicyVersion,
  PolicyHistory,
  PolicyRepository,
  PolicyVersion,
  RetentionPolicy,
} from '../../../retention/index.ts';
import { namedBy } from '../custody/acted.ts';
import { appendCustody, pseudonymsOf } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { RetentionTables } from '../tables/retention.ts';
import type { Tables } from '../tables/tables.ts';
import { writeToCustodians } from './custodian-letters.ts';
import { locatedCameras } from './located-cameras.ts';
import { lockRetention, unmark } from './lock.ts';
import { policyFact } from './policy-record.ts';

export class PostgresPolicyRepository implements PolicyRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  /** The last version before the first recent one, also where the clock was set back between them. */
  async history(sinceMs: number): Promise<PolicyHistory> {
    const { rows } = await onCatalogue(() =>
      sql<Selectable<RetentionTables['retention_policy']>>`
        select * from retention_policy where version >= coalesce(
            (select min(version) - 1 from retention_policy where set_at_ms > ${sinceMs}),
            (select max(version) from retention_policy))
          order by version`.execute(this.db),
    );
    return rows.map(versionOf);
  }

  cameras(siteId?: SiteId): Promise<Located[]> {
    return onCatalogue(() => locatedCameras(this.db, siteId));
  }

  async add(version: NewPolicyVersion): Promise<void> {
    const { policy, after, event, letter } = version;
    if (policy) await this.refuseUnknown(policy);
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockRetention(trx);
        await refuseChanged(trx, after);
        const set = setVersion(version);
        await trx.insertInto('retention_policy').values(rowOf(set)).execute();
        await unmark(trx, sql`true`);
        const nameOf = namedBy(await pseudonymsOf(trx, [event]));
        await this.scribe.state(trx, policyFact(set, event, nameOf));
        await appendCustody({ trx, scribe: this.scribe }, event);
        if (letter) await writeToCustodians(trx, letter, event.atMs);
      }),
    );
  }

  private async refuseUnknown({ cameras, neighbourhoods }: RetentionPolicy): Promise<void> {
    const [camera, neighbourhood] = await onCatalogue(() =>
      Promise.all([
        this.unknownIn(
          'camera',
          cameras.map(({ cameraId }) => cameraId),
        ),
        this.unknownIn(
          'neighbourhood',
          neighbourhoods.map(({ neighbourhoodId }) => neighbourhoodId),
        ),
      ]),
    );
    if (camera > 0) throw invalid('unknown-camera', 'There is no such camera.', `cameras.${camera - 1}`);
    if (neighbourhood > 0)
      throw invalid(
        'unknown-neighbourhood',
        'There is no such neighbourhood.',
        `neighbourhoods.${neighbourhood - 1}`,
      );
  }

  /** The place of the first that is not there, from 1; 0 when all are. */
  private async unknownIn(table: 'camera' | 'neighbourhood', ids: readonly string[]) {
    const { rows } = await sql<{ place: number }>`
      select coalesce(min(place), 0) as place from unnest(${ids}::text[]) with ordinality as given(id, place)
        where not exists (select from ${sql.table(table)} t where t.id = given.id)`.execute(this.db);
    return rows[0]?.place ?? 0;
  }
}

/** Two people change it at once: the numbers that the second one saw would not be true. */
async function refuseChanged(trx: Transaction<Tables>, after: number): Promise<void> {
  const { last } = await trx
    .selectFrom('retention_policy')
    .select(({ fn }) => fn.max('version').as('last'))
    .executeTakeFirstOrThrow();
  if ((last ?? 0) !== after)
    throw new AppError('conflict', 'retention-changed', 'Retention was changed meanwhile: look at it again.');
}

function setVersion({ policy, cause, after, shortened, event }: NewPolicyVersion): PolicyVersion {
  if (!event.actor) throw new Error('a person sets a policy');
  return {
    version: after + 1,
    cause,
    setAtMs: event.atMs,
    setById: event.actor,
    ...(policy && { policy }),
    ...(shortened && { shortened }),
  };
}

const rowOf = ({ version, cause, setAtMs, setById, policy, shortened }: PolicyVersion) => ({
  version,
  set_at_ms: setAtMs,
  set_by: setById ?? null,
  cause,
  document: policy ? JSON.stringify(policy) : null,
  shortened: shortened ? JSON.stringify(shortened) : null,
});

// Only `add` and migration 0028 write the documents.
const versionOf = (row: Selectable<RetentionTables['retention_policy']>): PolicyVersion => ({
  version: row.version,
  cause: row.cause,
  setAtMs: row.set_at_ms,
  ...(row.set_by !== null && { setById: row.set_by }),
  ...(row.document && { policy: row.document as RetentionPolicy }),
  ...(row.shortened && { shortened: row.shortened }),
});
