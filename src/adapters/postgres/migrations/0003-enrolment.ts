/**
 * Enrolment: notices, contributors, imports, places, stills. A camera without a notice in force is not recorded; those
 * registered before are given up here until theirs is recorded: none of ours can know whether a sign hangs there.
 */
export const sql = `
alter table camera
  add column street_address text,
  add column landmark text,
  add column purpose text;

create table notice (
  id text primary key,
  camera_id text not null references camera on delete cascade,
  text text not null check (length(text) between 1 and 2000),
  posted_on text not null check (posted_on ~ '^\\d{4}-\\d{2}-\\d{2}$'),
  recorded_at_ms bigint not null,
  withdrawn_at_ms bigint check (withdrawn_at_ms >= recorded_at_ms),
  -- In the store.
  has_photo boolean not null default false
);
-- One in force; asked of every stream that may be claimed.
create unique index notice_in_force on notice (camera_id) where withdrawn_at_ms is null;
create index notice_camera on notice (camera_id, recorded_at_ms desc);

update lease set epoch = epoch + 1, holder = null, expires_at = null where holder is not null;
with instant as (select (extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms),
  ended as (
    update gap set end_ms = greatest(start_ms + 1, now_ms) from instant where end_ms is null
      returning stream_id, end_ms)
insert into gap (stream_id, start_ms, end_ms, reason)
  select s.id, greatest(now_ms, s.accounted_until_ms, e.end_ms,
      (select max(end_ms) from gap g where g.stream_id = s.id),
      (select max(end_ms) from segment t where t.stream_id = s.id)), null, 'no-notice'
    from stream s join camera c on c.id = s.camera_id cross join instant left join ended e on e.stream_id = s.id
    where s.recorded and c.enabled;

-- Who paid: sealed under the key file, bound to the id. What may be counted stands beside it.
create table contributor (
  id text primary key,
  camera_id text not null references camera on delete cascade,
  sealed bytea not null,
  amount_vnd bigint check (amount_vnd >= 0),
  consent_on text check (consent_on ~ '^\\d{4}-\\d{2}-\\d{2}$'),
  created_at_ms bigint not null
);
create index contributor_camera on contributor (camera_id);

-- Wards have shared and default passwords: tolerated until a day, with a reason.
create table password_exception (
  camera_id text primary key references camera on delete cascade,
  until_on text not null check (until_on ~ '^\\d{4}-\\d{2}-\\d{2}$'),
  reason text not null,
  granted_by text not null references app_user,
  granted_at_ms bigint not null
);

create table camera_import (
  id text primary key,
  site_id text not null references site,
  file_sha256 text not null,
  create_neighbourhoods boolean not null,
  created_by text not null references app_user,
  created_at_ms bigint not null,
  started_at_ms bigint,
  finished_at_ms bigint
);
create table camera_import_row (
  import_id text not null references camera_import on delete cascade,
  line integer not null,
  -- The camera's id, given before there is one: a row that is done twice makes one camera.
  camera_id text not null,
  state text not null check (state in ('new', 'amend', 'known', 'bad', 'done', 'failed')),
  -- Cells without those that may hold a secret.
  cells jsonb not null,
  -- The others, under the key file, bound to the camera's id.
  sealed bytea not null,
  faults jsonb not null,
  primary key (import_id, line)
);

create table place (
  id text primary key,
  site_id text not null references site,
  kind text not null check (kind in ('neighbourhood', 'street', 'landmark')),
  name text not null,
  -- Names and aliases in small letters without marks, one a line: found by substring.
  folded text not null,
  lat double precision not null check (lat between -90 and 90),
  lon double precision not null check (lon between -180 and 180),
  neighbourhood_id text references neighbourhood on delete cascade,
  aliases jsonb not null default '[]',
  -- GeoJSON; absent for what only the gazetteer knows.
  geometry jsonb,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  unique (site_id, kind, name)
);

-- The only picture of a camera that a technician sees, and what it tells.
create table enrolment_still (
  camera_id text primary key references camera on delete cascade,
  taken_at_ms bigint not null,
  made_at_ms bigint not null,
  verdict text not null check (verdict in ('good', 'dark', 'black', 'frozen')),
  luma_mean double precision not null,
  luma_spread double precision not null
);
`;
