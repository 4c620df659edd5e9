/**
 * Second factors, locks of accounts, tokens of programs, and paused cameras. Sessions prove a password alone, at an
 * unrecorded station: every user signs in again.
 */
export const sql = `
create table second_factor (
  user_id text primary key references app_user on delete cascade,
  -- In force, and shown but not yet confirmed: under the key file, bound to the user's id.
  sealed bytea,
  pending bytea,
  confirmed_at_ms bigint,
  -- RFC 6238: no code of this step or an earlier one is taken again.
  last_step bigint not null default 0,
  check ((sealed is null) = (confirmed_at_ms is null))
);
-- Those not used yet.
create table recovery_code (
  user_id text not null references app_user on delete cascade,
  code_sha256 text not null check (code_sha256 ~ '^[0-9a-f]{64}$'),
  primary key (user_id, code_sha256)
);

-- Tries in a row. 'nobody' stands for all names that nobody has, so that they cost and answer the same.
create table lock_out (
  account text not null,
  proof text not null check (proof in ('password', 'second-factor')),
  tries integer not null,
  locked_until_ms bigint,
  primary key (account, proof)
);

delete from session;
alter table session add column last_used_ms bigint;
-- A user's sessions are listed and ended; each call keeps that its session was used.
create index session_of_user on session ((sess ->> 'userId'));
create index session_named on session ((sess ->> 'sessionId'));

create table api_token (
  id text primary key,
  owner_id text not null references app_user,
  role text not null check (role in ('technician', 'officer', 'custodian', 'auditor', 'admin')),
  purpose text not null,
  -- Null: all that its role may.
  actions text[],
  token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
  created_at_ms bigint not null,
  expires_at_ms bigint not null check (expires_at_ms > created_at_ms),
  revoked_at_ms bigint,
  last_used_ms bigint
);
create index api_token_owner on api_token (owner_id, created_at_ms desc);

-- What a contributor asked of a camera: never deleted, and withdrawing never ends.
create table camera_pause (
  id text primary key,
  camera_id text not null references camera on delete cascade,
  contributor_id text not null references contributor,
  kind text not null check (kind in ('paused', 'withdrawn')),
  reason text not null check (length(reason) between 1 and 1000),
  from_ms bigint not null,
  -- When it ends by itself; null: when somebody ends it.
  until_ms bigint check (until_ms > from_ms),
  ended_at_ms bigint check (ended_at_ms >= from_ms),
  check (kind = 'paused' or (until_ms is null and ended_at_ms is null))
);
-- One that lasts; asked of every stream that may be claimed.
create unique index camera_pause_lasting on camera_pause (camera_id) where ended_at_ms is null;
create index camera_pause_camera on camera_pause (camera_id, from_ms desc);
`;
