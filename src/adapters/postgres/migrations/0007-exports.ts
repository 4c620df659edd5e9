/** Exports of requests: their plan and what was read so far. No footage. */
export const sql = `
create table export (
  id text primary key,
  request_id text not null references request,
  ordered_by text not null references app_user,
  ordered_at_ms bigint not null,
  state text not null default 'building' check (state in ('building', 'ready', 'cancelled', 'failed')),
  settled_at_ms bigint,
  failure text,
  -- src/evidence/export/plan-export.ts; absent until the job begins.
  plan jsonb,
  size_bytes bigint,
  manifest_sha256 text,
  check ((state = 'building') = (settled_at_ms is null)),
  check ((state = 'ready') = (manifest_sha256 is not null and size_bytes is not null))
);
create index export_request on export (request_id, ordered_at_ms desc);
-- One at a time of each request; also "what is to be built?"
create unique index export_building on export (request_id) where state = 'building';

create table export_file (
  export_id text not null references export on delete cascade,
  name text not null,
  kind text not null check (kind in ('paper', 'clip', 'original')),
  -- Of papers: their place in the bundle.
  position integer not null default 0,
  size_bytes bigint not null,
  sha256 text not null,
  crc32 bigint not null,
  -- Of an original: digest of its initialisation section, or why it is not what was ingested.
  init_sha256 text,
  fault text check (fault in ('altered', 'missing')),
  -- Of a clip: the GOPs it is joined of.
  clip jsonb,
  -- Of papers.
  content bytea,
  primary key (export_id, name),
  check ((kind = 'paper') = (content is not null)),
  check ((kind = 'clip') = (clip is not null))
);
`;
