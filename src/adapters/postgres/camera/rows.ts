import { type Selectable, sql } from 'kysely';
import type { Camera, CameraIdentity, RegisteredCamera, Stream } from '../../../camera/index.ts';
import type { SiteId } from '../../../core/index.ts';
import type { CameraPlace } from '../../../places/index.ts';
import type { GapReason } from '../../../recording/index.ts';
import { refusal } from '../recording/leave.ts';
import type { Tables } from '../tables/tables.ts';
import { knownClockOf, type ReadingRow, type TryRow } from './clock-rows.ts';
import { noticeOf } from './notice-rows.ts';

type IdentityKind = Tables['camera_identity']['kind'];
type Facts = Partial<Record<IdentityKind, string>>;

/** A camera with its recorded stream and that one's lease. */
export type CameraRow = Selectable<Tables['camera']> & {
  readonly facts: Facts | null;
  readonly has_credentials: boolean;
  readonly stream_id: Stream['id'];
  readonly role: Stream['role'];
  readonly profile_token: string | null;
  readonly url: string;
  readonly accounted_until_ms: number;
  readonly is_held: boolean;
  readonly refusal: GapReason | null;
  readonly last_reason: string | null;
  readonly last_message: string | null;
  readonly last_code: string | null;
  /** Of the open gap: nothing is recorded now. */
  readonly open_reason: GapReason | null;
  readonly notice: Selectable<Tables['notice']> | null;
  readonly clock: ReadingRow | null;
  readonly clock_try: TryRow | null;
};

export const cameraRows = sql`
  select c.*, s.id as stream_id, s.role, s.profile_token, s.url, s.accounted_until_ms,
      exists (select from credential k where k.camera_id = c.id) as has_credentials,
      (select jsonb_object_agg(kind, value) from camera_identity i where i.camera_id = c.id) as facts,
      (select to_jsonb(n) from notice n where n.camera_id = c.id and n.withdrawn_at_ms is null) as notice,
      coalesce(l.expires_at > clock_timestamp(), false) as is_held, ${refusal} as refusal, l.last_reason,
      l.last_message, l.last_code,
      (select g.reason from gap g where g.stream_id = s.id and g.end_ms is null) as open_reason,
      (select to_jsonb(k) from camera_clock k where k.camera_id = c.id
        order by k.measured_at_ms desc limit 1) as clock,
      (select to_jsonb(t) from camera_clock_try t where t.camera_id = c.id) as clock_try
    from camera c
      join stream s on s.camera_id = c.id and s.recorded
      left join lease l on l.stream_id = s.id`;

export const registeredOf = (row: CameraRow): RegisteredCamera => ({
  camera: cameraOf(row),
  stream: streamOf(row),
  hasCredentials: row.has_credentials,
  recording: {
    state: stateOf(row),
    accountedUntilMs: row.accounted_until_ms,
    ...reasonOf(row),
  },
  ...(row.notice && { notice: noticeOf(row.notice) }),
  clock: knownClockOf(row.clock, row.clock_try),
});

function reasonOf(row: CameraRow): Pick<RegisteredCamera['recording'], 'reason' | 'code' | 'message'> {
  if (row.refusal) return { reason: row.refusal };
  const reason = row.last_reason ?? row.open_reason;
  return {
    ...(reason === null ? {} : { reason }),
    ...(row.last_code === null ? {} : { code: row.last_code }),
    ...(row.last_message === null ? {} : { message: row.last_message }),
  };
}

/** A lease is claimed before the first frame: as long as a gap is open, nothing is recorded. */
function stateOf(row: CameraRow): RegisteredCamera['recording']['state'] {
  if (row.refusal) return 'off';
  return row.is_held && row.last_reason === null && row.open_reason === null ? 'recording' : 'waiting';
}

export function cameraOf(row: CameraRow): Camera {
  const place = cameraPlaceOf(row);
  return {
    id: row.id,
    siteId: row.site_id as SiteId,
    name: row.name,
    neighbourhoodId: row.neighbourhood_id,
    enabled: row.enabled,
    enrolledAtMs: row.enrolled_at_ms,
    identity: identityOf(row.facts ?? {}),
    ...(row.allows_basic && { allowsBasic: true }),
    ...(row.display_aspect === null ? {} : { displayAspect: row.display_aspect }),
    ...(place && { place }),
    ...(row.street_address === null ? {} : { streetAddress: row.street_address }),
    ...(row.landmark === null ? {} : { landmark: row.landmark }),
    ...(row.purpose === null ? {} : { purpose: row.purpose }),
    ...(row.address === null ? {} : { address: row.address }),
    ...(row.onvif_url === null ? {} : { onvifUrl: row.onvif_url }),
    ...(row.firmware === null ? {} : { firmware: row.firmware }),
  };
}

const streamOf = (row: CameraRow): Stream => ({
  id: row.stream_id,
  cameraId: row.id,
  role: row.role,
  url: row.url,
  recorded: true,
  ...(row.profile_token === null ? {} : { profileToken: row.profile_token }),
});

type PlaceColumns = Pick<CameraRow, 'lat' | 'lon' | 'bearing_deg' | 'field_of_view_deg'>;

export function cameraPlaceOf(row: PlaceColumns): CameraPlace | undefined {
  if (row.lat === null || row.lon === null) return undefined;
  return {
    lat: row.lat,
    lon: row.lon,
    ...(row.bearing_deg === null ? {} : { bearingDeg: row.bearing_deg }),
    ...(row.field_of_view_deg === null ? {} : { fieldOfViewDeg: row.field_of_view_deg }),
  };
}

export const placeColumns = (place: CameraPlace | undefined): PlaceColumns => ({
  lat: place?.lat ?? null,
  lon: place?.lon ?? null,
  bearing_deg: place?.bearingDeg ?? null,
  field_of_view_deg: place?.fieldOfViewDeg ?? null,
});

const factOf = {
  'endpoint-uuid': 'endpointUuid',
  mac: 'mac',
  serial: 'serial',
  model: 'model',
} as const satisfies Record<IdentityKind, keyof CameraIdentity>;

const kinds = Object.keys(factOf) as IdentityKind[];

const identityOf = (facts: Facts): CameraIdentity =>
  Object.fromEntries(
    kinds.flatMap((kind) => (facts[kind] === undefined ? [] : [[factOf[kind], facts[kind]]])),
  );

export const identityRows = ({ id, identity }: Camera): Tables['camera_identity'][] =>
  kinds.flatMap((kind) => {
    const value = identity[factOf[kind]];
    return value === undefined ? [] : [{ camera_id: id, kind, value }];
  });
