/**
 * Devices that claim to be a camera at another address and wait for a person; one row for each camera and address. And
 * how often a camera refused its password: by RTSP and ONVIF together, because it locks the account of both.
 */
export const sql = `
create table camera_move (
  id text primary key,
  camera_id text not null references camera on delete cascade,
  address text not null,
  state text not null check (state in ('waiting', 'accepted', 'refused')),
  -- What the device said of itself and what the network showed; hints, until a person decides.
  detail jsonb not null,
  seen_at_ms bigint not null,
  decided_at_ms bigint,
  decided_by text references app_user,
  unique (camera_id, address),
  check ((state = 'waiting') = (decided_at_ms is null))
);

alter table credential
  add column refusals integer not null default 0 check (refusals >= 0),
  -- The password is not sent before; null: at any time.
  add column retry_at timestamptz;
`;
