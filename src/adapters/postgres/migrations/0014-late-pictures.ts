/** Pictures are made after the row. */
export const sql = `
-- Pictures that are still to be made; written with the segment's row. It outlives the row, so that pictures stored after
-- an expiry are found and removed.
create table picture_task (
  stream_id text not null,
  start_ms bigint not null,
  run_id text not null,
  seq integer not null,
  camera_id text not null,
  epoch bigint not null,
  store text not null,
  tries integer not null default 0,
  primary key (stream_id, start_ms, run_id)
);

-- Cameras whose latest pictures could not be made, and why.
create table picture_fault (
  camera_id text primary key references camera on delete cascade,
  code text not null check (code in ('intra-refresh', 'no-picture')),
  -- Start of the first segment without pictures.
  since_ms bigint not null
);
`;
