import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Action, RequestState, Role, Urgency } from '../../access/index.ts';
import type {
  CameraId,
  ContributorId,
  ImportId,
  NeighbourhoodId,
  NoticeId,
  PauseId,
  RequestId,
  RunId,
  StreamId,
  TokenId,
  UserId,
} from '../../core/index.ts';
import type { Pseudonym } from '../../custody/index.ts';
import type { ExportId, ExportState, Fault } from '../../evidence/index.ts';
import type { GapReason } from '../../recording/index.ts';

/** A `timestamptz` that is only ever compared with and set from the server's clock. */
type ServerTime = ColumnType<Date | null, never, never>;

/** The tables as the migrations make them; one interface per table, columns in their order there. */
export interface Tables {
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
  };
  camera_identity: { camera_id: CameraId; kind: 'endpoint-uuid' | 'mac' | 'serial' | 'model'; value: string };
  credential: { camera_id: CameraId; sealed: Uint8Array };
  stream: {
    id: StreamId;
    camera_id: CameraId;
    role: 'main' | 'sub';
    profile_token: string | null;
    url: string;
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
  contributor: {
    id: ContributorId;
    camera_id: CameraId;
    sealed: Uint8Array;
    amount_vnd: number | null;
    consent_on: string | null;
    created_at_ms: number;
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
    site_id: string;
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
  enrolment_still: {
    camera_id: CameraId;
    taken_at_ms: number;
    made_at_ms: number;
    verdict: 'good' | 'dark' | 'black' | 'frozen';
    luma_mean: number;
    luma_spread: number;
  };
  lease: {
    stream_id: StreamId;
    epoch: Generated<number>;
    run_id: RunId | null;
    holder: string | null;
    expires_at: ServerTime;
    retry_at: ServerTime;
    failures: Generated<number>;
    last_reason: GapReason | null;
    last_message: string | null;
  };
  run: {
    id: RunId;
    stream_id: StreamId;
    epoch: number;
    node_id: string;
    worker: string;
    claimed_at_ms: number;
    first_frame_ms: number | null;
    ended_at_ms: number | null;
    end_reason: string | null;
  };
  segment: {
    stream_id: StreamId;
    start_ms: number;
    end_ms: number;
    run_id: RunId;
    seq: number;
    epoch: number;
    camera_id: CameraId;
    store: string;
    object_key: string;
    size_bytes: number;
    sha256: string;
    version_id: string | null;
    media_from_ms: number;
    media_to_ms: number;
    packets_lost: number;
    codec: string;
    width: number;
    height: number;
    init_bytes: number;
    keyframes: Uint8Array;
    has_still: boolean;
    storyboard: JSONColumnType<object> | null;
    overlapping: Generated<boolean>;
    ingested_at_ms: number;
    /** Marked garbage. */
    deletion_id: string | null;
  };
  retention_policy: {
    site_id: string;
    version: number;
    set_at_ms: number;
    set_by: UserId;
    document: JSONColumnType<object>;
  };
  hold: {
    id: string;
    site_id: string;
    owner_id: UserId;
    case_number: string;
    reason: string;
    from_ms: number;
    to_ms: number;
    created_at_ms: number;
    review_at_ms: number;
    released_at_ms: number | null;
    released_by: UserId | null;
    release_reason: string | null;
    /** Placed and let go with that request. */
    request_id: RequestId | null;
  };
  hold_camera: { hold_id: string; camera_id: CameraId };
  deletion: {
    id: string;
    site_id: string;
    store: string;
    cause: 'days' | 'quota';
    marked_at_ms: number;
    begun_at_ms: number | null;
    forgotten_at_ms: number | null;
    from_ms: number | null;
    to_ms: number | null;
    cameras: number | null;
    segments: number | null;
    objects: number | null;
    size_bytes: number | null;
    keys_sha256: string | null;
  };
  /** Kept by triggers on segment. */
  stored_day: {
    stream_id: StreamId;
    day_ms: number;
    camera_id: CameraId;
    store: string;
    segments: number;
    size_bytes: number;
  };
  clock_memory: {
    site_id: string;
    judged_at_ms: number;
    fault_code: string | null;
    fault_message: string | null;
    trusted_at_ms: number | null;
    stepped_by_ms: number | null;
  };
  gap: { stream_id: StreamId; start_ms: number; end_ms: number | null; reason: GapReason };
  discovery: {
    id: string;
    site_id: string;
    started_at_ms: number;
    finished_at_ms: number | null;
    error: string | null;
  };
  discovery_result: {
    discovery_id: string;
    found_id: string;
    state: 'new' | 'known' | 'changed' | 'ambiguous' | 'silent';
    camera_id: CameraId | null;
    detail: JSONColumnType<object>;
  };
  app_user: {
    id: UserId;
    name: string;
    full_name: string;
    role: Role;
    password_hash: string;
    enabled: Generated<boolean>;
    created_at_ms: number;
    email: string | null;
  };
  second_factor: {
    user_id: UserId;
    sealed: Uint8Array | null;
    pending: Uint8Array | null;
    confirmed_at_ms: number | null;
    last_step: Generated<number>;
  };
  recovery_code: { user_id: UserId; code_sha256: string };
  lock_out: {
    account: UserId | 'nobody';
    proof: 'password' | 'second-factor';
    tries: number;
    locked_until_ms: number | null;
  };
  api_token: {
    id: TokenId;
    owner_id: UserId;
    role: Role;
    purpose: string;
    actions: Action[] | null;
    token_sha256: string;
    created_at_ms: number;
    expires_at_ms: number;
    revoked_at_ms: number | null;
    last_used_ms: number | null;
  };
  camera_pause: {
    id: PauseId;
    camera_id: CameraId;
    contributor_id: ContributorId;
    kind: 'paused' | 'withdrawn';
    reason: string;
    from_ms: number;
    until_ms: number | null;
    ended_at_ms: Generated<number | null>;
  };
  first_admin_link: { only_one: Generated<boolean>; token_sha256: string; used_at_ms: number | null };
  request: {
    id: RequestId;
    requester_id: UserId;
    case_number: string;
    purpose: string;
    legal_basis: string | null;
    area: JSONColumnType<object>;
    from_ms: number;
    to_ms: number;
    state: RequestState;
    created_at_ms: number;
    expires_at_ms: number | null;
    revision: Generated<number>;
    authority: string | null;
    report: string | null;
    urgency: Generated<Urgency>;
    awaited_at_ms: number | null;
    answer_by_ms: number | null;
    decision: JSONColumnType<object> | null;
    emergency: JSONColumnType<object> | null;
    closing: JSONColumnType<object> | null;
  };
  deputy: {
    id: string;
    custodian_id: UserId;
    user_id: UserId;
    from_ms: number;
    to_ms: number;
    created_at_ms: number;
    ended_at_ms: number | null;
  };
  notification: {
    id: string;
    request_id: RequestId;
    kind: string;
    due_at_ms: number;
    user_id: UserId | null;
    next_try_at_ms: number;
    tries: Generated<number>;
    last_error: string | null;
    ended_at_ms: number | null;
    outcome: 'sent' | 'dropped' | null;
  };
  request_camera: { request_id: RequestId; camera_id: CameraId };
  actor_pseudonym: { user_id: UserId; pseudonym: Generated<Pseudonym> };
  custody_head: { only_one: Generated<boolean>; seq: number; prev_sha256: string; sha256: string };
  /** Append-only: everything but `body` is computed by the table. */
  custody_event: {
    seq: GeneratedAlways<number>;
    body: ColumnType<string, string, never>;
    prev_sha256: GeneratedAlways<string>;
    sha256: GeneratedAlways<string>;
    id: GeneratedAlways<string>;
    at_ms: GeneratedAlways<number>;
    actor: GeneratedAlways<Pseudonym | null>;
    event: GeneratedAlways<string>;
    request_id: GeneratedAlways<string | null>;
    camera_id: GeneratedAlways<string | null>;
    from_ms: GeneratedAlways<number | null>;
    to_ms: GeneratedAlways<number | null>;
  };
  export: {
    id: ExportId;
    request_id: RequestId;
    ordered_by: UserId;
    ordered_at_ms: number;
    state: Generated<ExportState>;
    settled_at_ms: number | null;
    failure: string | null;
    plan: JSONColumnType<object> | null;
    size_bytes: number | null;
    manifest_sha256: string | null;
  };
  export_file: {
    export_id: ExportId;
    name: string;
    kind: 'paper' | 'clip' | 'original';
    position: Generated<number>;
    size_bytes: number;
    sha256: string;
    crc32: number;
    init_sha256: string | null;
    fault: Fault | null;
    clip: JSONColumnType<object> | null;
    content: Uint8Array | null;
  };
}
