import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type {
  CameraId,
  ImportId,
  MoveId,
  NeighbourhoodId,
  NoticeId,
  StreamId,
  UserId,
} from '../../../core/index.ts';

/** Cameras, where they stand, how they are found and registered. */
export interface CameraTables {
  site: { id: string; name: string };
  neighbourhood: { id: NeighbourhoodId; site_id: string; name: string };
  camera: {
    id: CameraId;
    site_id: string;
    neighbourhood_id: NeighbourhoodId;
    name: string;
    enabled: Generated<boolean>;
    enrolled_at_ms: number;
    lat: number | null;
    lon: number | null;
    bearing_deg: number | null;
    field_of_view_deg: number | null;
    address: string | null;
    onvif_url: string | null;
    firmware: string | null;
    street_address: string | null;
    landmark: string | null;
    purpose: string | null;
    allows_basic: Generated<boolean>;
    display_aspect: string | null;
  };
  camera_identity: { camera_id: CameraId; kind: 'endpoint-uuid' | 'mac' | 'serial' | 'model'; value: string };
  credential: {
    camera_id: CameraId;
    sealed: Uint8Array;
    /** Since it was accepted last. */
    refusals: Generated<number>;
    /** Set and compared by the server's clock. */
    retry_at: ColumnType<Date | null, never, null>;
  };
  camera_clock: {
    camera_id: CameraId;
    measured_at_ms: number;
    source: 'onvif' | 'rtcp';
    offset_ms: number;
    error_ms: number;
  };
  camera_clock_try: { camera_id: CameraId; tried_at_ms: number; fault: string | null };
  camera_move: {
    id: MoveId;
    camera_id: CameraId;
    address: string;
    state: 'waiting' | 'accepted' | 'refused';
    detail: JSONColumnType<object>;
    seen_at_ms: number;
    decided_at_ms: number | null;
    decided_by: UserId | null;
  };
  stream: {
    id: StreamId;
    camera_id: CameraId;
    role: 'main' | 'sub';
    profile_token: string | null;
    url: string;
    /** Sealed path and query, where they have credentials in them. */
    sealed_path: Uint8Array | null;
    recorded: boolean;
    enrolled_at_ms: number;
    accounted_until_ms: number;
  };
  notice: {
    id: NoticeId;
    camera_id: CameraId;
    text: string;
    posted_on: string;
    recorded_at_ms: number;
    withdrawn_at_ms: number | null;
    has_photo: Generated<boolean>;
  };
  password_exception: {
    camera_id: CameraId;
    until_on: string;
    reason: string;
    granted_by: UserId;
    granted_at_ms: number;
  };
  camera_import: {
    id: ImportId;
    site_id: string;
    file_sha256: string;
    create_neighbourhoods: boolean;
    created_by: UserId;
    created_at_ms: number;
    started_at_ms: number | null;
    finished_at_ms: number | null;
  };
  camera_import_row: {
    import_id: ImportId;
    line: number;
    camera_id: CameraId;
    state: 'new' | 'amend' | 'known' | 'bad' | 'done' | 'failed';
    cells: JSONColumnType<Record<string, string>>;
    sealed: Uint8Array;
    faults: JSONColumnType<object[]>;
  };
  place: {
    id: string;
    kind: 'neighbourhood' | 'street' | 'landmark';
    name: string;
    folded: string;
    lat: number;
    lon: number;
    neighbourhood_id: NeighbourhoodId | null;
    aliases: JSONColumnType<string[]>;
    geometry: JSONColumnType<object> | null;
    west: number;
    south: number;
    east: number;
    north: number;
  };
  building_map: {
    site_id: string;
    edition: string;
    outlines: JSONColumnType<object[]>;
  };
  enrolment_still: {
    camera_id: CameraId;
    taken_at_ms: number;
    made_at_ms: number;
    verdict: 'good' | 'dark' | 'black' | 'frozen';
    luma_mean: number;
    luma_spread: number;
  };
  discovery: {
    id: string;
    site_id: string;
    started_at_ms: number;
    finished_at_ms: number | null;
    error: string | null;
    host: string | null;
    ports: JSONColumnType<object, string | null, string | null> | null;
  };
  discovery_result: {
    discovery_id: string;
    found_id: string;
    state: 'new' | 'known' | 'changed' | 'ambiguous' | 'silent';
    camera_id: CameraId | null;
    detail: JSONColumnType<object>;
  };
}
