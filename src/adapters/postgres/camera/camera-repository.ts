import { sql, type Transaction } from 'kysely';
import {
  type Camera,
  type CameraChanges,
  type CameraRepository,
  formatStreamUrl,
  type KeptCredential,
  type Neighbourhood,
  type NewCamera,
  onHost,
  parseStreamUrl,
  type RegisteredCamera,
} from '../../../camera/index.ts';
import { type CameraId, type Clock, invalid, type SiteId, type StreamId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { followLeave } from '../recording/leave.ts';
import { countRefusals, forgetRefusals } from '../recording/refusals.ts';
import type { Tables } from '../tables/tables.ts';
import { conflict, onCatalogueWith } from '../violations.ts';
import { insertClock } from './clock-rows.ts';
import { insertNotice } from './notice-rows.ts';
import { type CameraRow, cameraOf, cameraRows, identityRows, placeColumns, registeredOf } from './rows.ts';
import { stateCamera } from './stated-camera.ts';

type Trx = Transaction<Tables>;

const violations = {
  camera_site_id_name_key: conflict('camera-name-taken', 'A camera with that name exists already.', 'name'),
  camera_neighbourhood_id_fkey: () =>
    invalid('unknown-neighbourhood', 'There is no such neighbourhood.', 'neighbourhoodId'),
  neighbourhood_name_key: conflict(
    'neighbourhood-name-taken',
    'A neighbourhood with that name exists already.',
    'name',
  ),
  neighbourhood_site_id_fkey: () => invalid('unknown-site', 'There is no such site.', 'siteId'),
};

export class PostgresCameraRepository implements CameraRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly scribe: Scribe,
  ) {}

  create(added: NewCamera, event: CustodyEvent): Promise<void> {
    return onCatalogueWith(violations, () =>
      this.db.transaction().execute(async (trx) => {
        const { id, enrolledAtMs } = added.camera;
        await insert(trx, added);
        await this.state(trx, id, event);
        const { clock } = added;
        if (clock) await insertClock(trx, this.scribe, { id, answer: clock, atMs: enrolledAtMs });
        await followLeave({ trx, scribe: this.scribe }, id, enrolledAtMs);
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }

  async list(): Promise<RegisteredCamera[]> {
    const { rows } = await onCatalogue(() =>
      sql<CameraRow>`${cameraRows} order by c.name, c.id`.execute(this.db),
    );
    return rows.map(registeredOf);
  }

  async get(id: CameraId): Promise<RegisteredCamera | undefined> {
    const { rows } = await onCatalogue(() =>
      sql<CameraRow>`${cameraRows} where c.id = ${id}`.execute(this.db),
    );
    return rows[0] && registeredOf(rows[0]);
  }

  update(id: CameraId, changes: CameraChanges, event: CustodyEvent): Promise<boolean> {
    return onCatalogueWith(violations, () =>
      this.db.transaction().execute(async (trx) => {
        const known = await trx
          .selectFrom('camera')
          .select('id')
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst();
        if (!known) return false;
        await applyChanges(trx, id, changes);
        await this.state(trx, id, event);
        if (changes.enabled !== undefined)
          await followLeave({ trx, scribe: this.scribe }, id, this.clock.nowMs());
        await appendCustody({ trx, scribe: this.scribe }, event);
        return true;
      }),
    );
  }

  async knownIdentities(siteId: SiteId): Promise<Camera[]> {
    const { rows } = await onCatalogue(() =>
      sql<CameraRow>`${cameraRows} where c.site_id = ${siteId} order by c.id`.execute(this.db),
    );
    return rows.map(cameraOf);
  }

  moveTo(
    id: CameraId,
    address: string,
    event: CustodyEvent,
    { withdrawsBasic } = { withdrawsBasic: false },
  ): Promise<boolean> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        if (!(await move(trx, id, address))) return false;
        if (withdrawsBasic) await applyChanges(trx, id, { allowsBasic: false });
        await this.state(trx, id, event);
        await appendCustody({ trx, scribe: this.scribe }, event);
        return true;
      }),
    );
  }

  async keepPath(streamId: StreamId, url: string, sealedPath: Uint8Array): Promise<void> {
    await onCatalogue(() =>
      this.db
        .updateTable('stream')
        .set({ url, sealed_path: Buffer.from(sealedPath) })
        .where('id', '=', streamId)
        .execute(),
    );
  }

  async credentialOf(id: CameraId): Promise<KeptCredential> {
    const { rows } = await onCatalogue(() =>
      sql<{ sealed: Uint8Array | null; path: Uint8Array | null; may: boolean }>`
        select k.sealed, s.sealed_path as path, k.retry_at is null or k.retry_at <= clock_timestamp() as may
          from stream s left join credential k on k.camera_id = s.camera_id
          where s.camera_id = ${id} and s.recorded`.execute(this.db),
    );
    const { sealed, path, may = true } = rows[0] ?? {};
    return { ...(sealed && { sealed }), ...(path && { sealedPath: path }), mayBeTried: may };
  }

  async countRefusals(id: CameraId, tries: number): Promise<void> {
    await onCatalogue(() => countRefusals(this.db, id, tries));
  }

  async retryNow(streamId: StreamId): Promise<void> {
    await onCatalogue(() => retry(this.db, streamId));
  }

  async neighbourhoods(): Promise<Neighbourhood[]> {
    const rows = await onCatalogue(() =>
      this.db.selectFrom('neighbourhood').selectAll().orderBy('name').execute(),
    );
    return rows.map(({ id, site_id, name }) => ({ id, siteId: site_id as SiteId, name }));
  }

  async addNeighbourhood({ id, siteId, name }: Neighbourhood): Promise<void> {
    await onCatalogueWith(violations, () =>
      this.db.insertInto('neighbourhood').values({ id, site_id: siteId, name }).execute(),
    );
  }

  private state(trx: Trx, id: CameraId, event: CustodyEvent): Promise<void> {
    return stateCamera({ trx, scribe: this.scribe }, id, event);
  }
}

async function insert(trx: Trx, { camera, stream, sealed, sealedPath, notice }: NewCamera): Promise<void> {
  await trx
    .insertInto('camera')
    .values({
      id: camera.id,
      site_id: camera.siteId,
      neighbourhood_id: camera.neighbourhoodId,
      name: camera.name,
      enabled: camera.enabled,
      enrolled_at_ms: camera.enrolledAtMs,
      ...placeColumns(camera.place),
      address: camera.address ?? null,
      onvif_url: camera.onvifUrl ?? null,
      firmware: camera.firmware ?? null,
      street_address: camera.streetAddress ?? null,
      landmark: camera.landmark ?? null,
      purpose: camera.purpose ?? null,
      allows_basic: camera.allowsBasic ?? false,
      display_aspect: camera.displayAspect ?? null,
    })
    .execute();
  const facts = identityRows(camera);
  if (facts.length > 0) await trx.insertInto('camera_identity').values(facts).execute();
  if (sealed) await keepSealed(trx, camera.id, sealed);
  await trx
    .insertInto('stream')
    .values({
      id: stream.id,
      camera_id: camera.id,
      role: stream.role,
      profile_token: stream.profileToken ?? null,
      url: stream.url,
      sealed_path: sealedPath ? Buffer.from(sealedPath) : null,
      recorded: stream.recorded,
      // Nothing is owed for the time before (I4).
      enrolled_at_ms: camera.enrolledAtMs,
      accounted_until_ms: camera.enrolledAtMs,
    })
    .execute();
  await trx.insertInto('lease').values({ stream_id: stream.id }).execute();
  if (notice) await insertNotice(trx, notice);
}

async function applyChanges(trx: Trx, id: CameraId, changes: CameraChanges): Promise<void> {
  const { name, place, enabled, sealed, streetAddress, landmark, purpose } = changes;
  const { allowsBasic, displayAspect } = changes;
  const columns = {
    ...(name === undefined ? {} : { name }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(streetAddress === undefined ? {} : { street_address: streetAddress }),
    ...(landmark === undefined ? {} : { landmark }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(allowsBasic === undefined ? {} : { allows_basic: allowsBasic }),
    ...(displayAspect === undefined ? {} : { display_aspect: displayAspect }),
    ...(place && placeColumns(place)),
  };
  if (Object.keys(columns).length > 0) {
    await trx.updateTable('camera').set(columns).where('id', '=', id).execute();
  }
  if (sealed) await keepSealed(trx, id, sealed);
}

async function keepSealed(trx: Trx, camera_id: CameraId, sealed: Uint8Array): Promise<void> {
  const bytes = Buffer.from(sealed);
  await trx
    .insertInto('credential')
    .values({ camera_id, sealed: bytes })
    .onConflict((at) => at.column('camera_id').doUpdateSet({ sealed: bytes, refusals: 0, retry_at: null }))
    .execute();
}

/** Keeps any recorder from beginning meanwhile: a claim locks the stream first, too. */
async function isDelivered(trx: Trx, id: CameraId): Promise<boolean> {
  await trx.selectFrom('stream').select('id').where('camera_id', '=', id).forUpdate().execute();
  const { rows } = await sql`
    select from lease l join stream s on s.id = l.stream_id
      where s.camera_id = ${id} and l.holder is not null and l.last_reason is null
        and l.expires_at > clock_timestamp()`.execute(trx);
  return rows.length > 0;
}

async function move(trx: Trx, id: CameraId, address: string): Promise<boolean> {
  const camera = await trx
    .selectFrom('camera')
    .select('onvif_url')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!camera || (await isDelivered(trx, id))) return false;
  const onvif_url = camera.onvif_url && serviceOnHost(camera.onvif_url, address);
  await trx.updateTable('camera').set({ address, onvif_url }).where('id', '=', id).execute();
  const streams = await trx.selectFrom('stream').select(['id', 'url']).where('camera_id', '=', id).execute();
  for (const stream of streams) {
    const url = formatStreamUrl(onHost(parseStreamUrl(stream.url).url, address));
    await trx.updateTable('stream').set({ url }).where('id', '=', stream.id).execute();
    await retry(trx, stream.id);
  }
  return true;
}

function serviceOnHost(onvifUrl: string, address: string): string {
  const url = new URL(onvifUrl);
  url.hostname = address.includes(':') && !address.startsWith('[') ? `[${address}]` : address;
  return url.href;
}

async function retry(db: Database | Trx, streamId: StreamId): Promise<void> {
  await sql`update lease set retry_at = null, failures = 0 where stream_id = ${streamId}`.execute(db);
  await forgetRefusals(db, streamId);
}
