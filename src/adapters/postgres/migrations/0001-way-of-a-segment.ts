/**
 * Everything from a site to a look. Instants are UTC milliseconds in `bigint` columns named `*_ms`; leases alone use
 * the server's own clock, because workers need not agree on the time.
 */
export const sql = `
create extension if not exists cube;
create extension if not exists earthdistance;
create extension if not exists btree_gist;

create table site (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null
);

create table neighbourhood (
  id text primary key,
  site_id text not null references site,
  name text not null check (length(name) between 1 and 200),
  unique (site_id, name)
);

create table camera (
  id text primary key,
  site_id text not null references site,
  neighbourhood_id text not null references neighbourhood,
  name text not null check (length(name) between 1 and 200),
  enabled boolean not null default true,
  enrolled_at_ms bigint not null,
  -- Where it stands and looks: degrees, bearing clockwise from north.
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  bearing_deg double precision check (bearing_deg >= 0 and bearing_deg < 360),
  field_of_view_deg double precision check (field_of_view_deg > 0 and field_of_view_deg <= 360),
  -- Host it was last seen at; absent for a camera known only by its stream URL.
  address text,
  onvif_url text,
  firmware text,
  check ((lat is null) = (lon is null)),
  unique (site_id, name)
);
-- footage?near=: an index scan over the box around the radius, then the exact distance.
create index camera_place on camera using gist (ll_to_earth(lat, lon)) where lat is not null;
-- footage?bbox= and ?polygon=.
create index camera_lat_lon on camera (lat, lon) where lat is not null;
create index camera_neighbourhood on camera (neighbourhood_id);

-- Identity is the set of these; no single one is (camera-quirks: serial numbers repeat, addresses move).
create table camera_identity (
  camera_id text not null references camera on delete cascade,
  kind text not null check (kind in ('endpoint-uuid', 'mac', 'serial', 'model')),
  value text not null,
  primary key (camera_id, kind)
);
create index camera_identity_value on camera_identity (kind, value);

-- AES-256-GCM under the key file, bound to the camera id. Never clear text.
create table credential (
  camera_id text primary key references camera on delete cascade,
  sealed bytea not null
);

create table stream (
  id text primary key,
  camera_id text not null references camera on delete cascade,
  role text not null check (role in ('main', 'sub')),
  profile_token text,
  url text not null check (url !~ '^[a-z]+://[^/]*@'),
  recorded boolean not null,
  enrolled_at_ms bigint not null,
  -- I4: segments + gaps = [enrolled_at_ms, accounted_until_ms), exactly. An open gap accounts for the time after it.
  accounted_until_ms bigint not null check (accounted_until_ms >= enrolled_at_ms),
  unique (camera_id, role)
);
-- A look-up finds the recorded stream of each camera in place.
create index stream_recorded on stream (camera_id) where recorded;

create table lease (
  stream_id text primary key references stream on delete cascade,
  epoch bigint not null default 0,
  run_id text,
  holder text,
  expires_at timestamptz,
  -- Backoff after a failed try.
  retry_at timestamptz,
  failures integer not null default 0,
  last_reason text,
  last_message text,
  check ((holder is null) = (expires_at is null))
);

create table run (
  id text primary key,
  stream_id text not null references stream on delete cascade,
  epoch bigint not null,
  node_id text not null,
  worker text not null,
  claimed_at_ms bigint not null,
  first_frame_ms bigint,
  ended_at_ms bigint,
  end_reason text,
  unique (stream_id, epoch)
);

-- Partitioned by day of start; prepare-partitions makes them ahead. PostgreSQL wants the partition key in every unique
-- key, and has no exclusion constraint here: overlap is checked in the ingest transaction under the stream's row lock.
create table segment (
  stream_id text not null,
  start_ms bigint not null,
  end_ms bigint not null,
  run_id text not null,
  seq integer not null,
  epoch bigint not null,
  camera_id text not null,
  store text not null,
  object_key text not null,
  size_bytes bigint not null check (size_bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  version_id text,
  media_from_ms double precision not null,
  media_to_ms double precision not null,
  packets_lost bigint not null,
  codec text not null,
  width integer not null,
  height integer not null,
  init_bytes integer not null check (init_bytes > 0),
  -- Packed keyframe index, so that no object is opened for a playlist.
  keyframes bytea not null check (octet_length(keyframes) between 1 and 4000),
  has_still boolean not null,
  storyboard jsonb,
  -- Overlaps a segment of another lease epoch; both are kept and counted once (I3).
  overlapping boolean not null default false,
  ingested_at_ms bigint not null,
  primary key (stream_id, start_ms, run_id),
  check (end_ms > start_ms and end_ms - start_ms <= 900000)
) partition by range (start_ms);
-- A GOP is addressed by segment id, which is run and counter.
create index segment_run on segment (run_id, seq);

create table gap (
  stream_id text not null references stream on delete cascade,
  start_ms bigint not null,
  -- Null while the gap still lasts.
  end_ms bigint check (end_ms > start_ms),
  reason text not null check (reason in ('offline', 'auth', 'recorder', 'disk', 'paused', 'no-notice', 'damaged',
    'clock', 'expired', 'unknown')),
  primary key (stream_id, start_ms),
  exclude using gist (stream_id with =, int8range(start_ms, end_ms) with &&)
);
create unique index gap_open on gap (stream_id) where end_ms is null;

create table discovery (
  id text primary key,
  site_id text not null references site,
  started_at_ms bigint not null,
  finished_at_ms bigint,
  error text
);
-- What cameras said of themselves: hints, until a person registers one.
create table discovery_result (
  discovery_id text not null references discovery on delete cascade,
  found_id text not null,
  state text not null check (state in ('new', 'known', 'changed', 'ambiguous', 'silent')),
  camera_id text references camera on delete cascade,
  detail jsonb not null,
  primary key (discovery_id, found_id)
);
create index discovery_latest on discovery (site_id, started_at_ms desc);
-- A registration names what it means by found_id; the latest discovery that listed it counts.
create index discovery_result_found on discovery_result (found_id);

create table app_user (
  id text primary key,
  name text not null unique check (name ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  full_name text not null,
  role text not null check (role in ('technician', 'officer', 'custodian', 'auditor', 'admin')),
  password_hash text not null,
  enabled boolean not null default true,
  created_at_ms bigint not null
);

-- Only the hash of the one-time link is kept.
create table first_admin_link (
  only_one boolean primary key default true check (only_one),
  token_sha256 text not null,
  used_at_ms bigint
);

create table session (
  sid text primary key,
  sess json not null,
  expire timestamptz(6) not null
);
create index session_expire on session (expire);

create table request (
  id text primary key,
  requester_id text not null references app_user,
  case_number text not null,
  purpose text not null,
  legal_basis text,
  -- What was asked: place or cameras, as asked.
  area jsonb not null,
  from_ms bigint not null,
  to_ms bigint not null check (to_ms > from_ms),
  state text not null check (state in ('granted', 'refused', 'closed')),
  created_at_ms bigint not null,
  expires_at_ms bigint not null
);
create index request_requester on request (requester_id, created_at_ms desc);

-- The cameras the area meant when the request was granted: scope never moves with a camera.
create table request_camera (
  request_id text not null references request on delete cascade,
  camera_id text not null references camera,
  primary key (request_id, camera_id)
);

-- I6: committed before the first byte leaves.
create table access_record (
  id text primary key,
  at_ms bigint not null,
  actor_id text not null references app_user,
  actor_role text not null,
  event text not null,
  request_id text references request,
  camera_id text references camera,
  from_ms bigint,
  to_ms bigint,
  detail jsonb not null default '{}'
);
create index access_record_request on access_record (request_id, at_ms);
create index access_record_camera on access_record (camera_id, at_ms);
`;
