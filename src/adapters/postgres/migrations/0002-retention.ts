/**
 * Policies, holds, deletions. A segment is marked garbage by naming its deletion; the deletion says how far it has come:
 * marked (nothing else set), begun, forgotten (the row is then the receipt, and no segment names it any more).
 */
export const sql = `
create table retention_policy (
  site_id text not null references site,
  version integer not null,
  set_at_ms bigint not null,
  set_by text not null references app_user,
  document jsonb not null,
  primary key (site_id, version)
);

create table hold (
  id text primary key,
  site_id text not null references site,
  owner_id text not null references app_user,
  case_number text not null,
  reason text not null,
  from_ms bigint not null,
  to_ms bigint not null check (to_ms > from_ms),
  created_at_ms bigint not null,
  -- Nothing is released by a date alone.
  review_at_ms bigint not null,
  released_at_ms bigint,
  released_by text references app_user,
  release_reason text,
  check ((released_at_ms is null) = (released_by is null)),
  check ((released_at_ms is null) = (release_reason is null))
);
create table hold_camera (
  hold_id text not null references hold,
  camera_id text not null constraint hold_camera_known references camera,
  primary key (camera_id, hold_id)
);
-- "Is this segment held?", for every candidate.
create index hold_open on hold (id) where released_at_ms is null;

create table deletion (
  id text primary key,
  site_id text not null references site,
  store text not null,
  cause text not null check (cause in ('days', 'quota')),
  marked_at_ms bigint not null,
  begun_at_ms bigint,
  forgotten_at_ms bigint,
  -- The receipt.
  from_ms bigint,
  to_ms bigint,
  cameras integer,
  segments integer,
  objects integer,
  size_bytes bigint,
  keys_sha256 text check (keys_sha256 ~ '^[0-9a-f]{64}$'),
  check (begun_at_ms is not null or forgotten_at_ms is null),
  check ((forgotten_at_ms is null) = (keys_sha256 is null))
);
create index deletion_unfinished on deletion (site_id, marked_at_ms) where forgotten_at_ms is null;
-- Receipts, newest first.
create index deletion_receipts on deletion (site_id, forgotten_at_ms desc) where forgotten_at_ms is not null;

alter table segment add column deletion_id text;
-- The few that are on their way out.
create index segment_marked on segment (stream_id, start_ms) where deletion_id is not null;
create index segment_deletion on segment (deletion_id) where deletion_id is not null;
-- The oldest first, for a quota: day by day, without a sort.
create index segment_oldest on segment (start_ms) where deletion_id is null;

-- What each stream stored of each UTC day, kept by the statements that add and forget segments, so that neither a quota
-- nor a forecast reads millions of rows. Both run under the stream's row lock.
create table stored_day (
  stream_id text not null,
  day_ms bigint not null,
  camera_id text not null,
  store text not null,
  segments bigint not null,
  size_bytes bigint not null,
  primary key (stream_id, day_ms, store)
);

create function count_stored() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into stored_day as kept
      select stream_id, start_ms - start_ms % 86400000, min(camera_id), store, count(*), sum(size_bytes)
        from changed group by 1, 2, 4
      on conflict (stream_id, day_ms, store) do update
        set segments = kept.segments + excluded.segments, size_bytes = kept.size_bytes + excluded.size_bytes;
  else
    update stored_day as kept
      set segments = kept.segments - gone.segments, size_bytes = kept.size_bytes - gone.size_bytes
      from (select stream_id, start_ms - start_ms % 86400000 as day_ms, store, count(*) as segments,
          sum(size_bytes) as size_bytes from changed group by 1, 2, 3) gone
      where kept.stream_id = gone.stream_id and kept.day_ms = gone.day_ms and kept.store = gone.store;
    delete from stored_day where segments = 0
      and (stream_id, day_ms) in (select stream_id, start_ms - start_ms % 86400000 from changed);
  end if;
  return null;
end $$;
create trigger segment_added after insert on segment
  referencing new table as changed for each statement execute function count_stored();
create trigger segment_forgotten after delete on segment
  referencing old table as changed for each statement execute function count_stored();
insert into stored_day
  select stream_id, start_ms - start_ms % 86400000, min(camera_id), store, count(*), sum(size_bytes)
    from segment group by 1, 2, 4;

-- What expiry knows of the clock, beyond a process.
create table clock_memory (
  site_id text primary key references site,
  judged_at_ms bigint not null,
  fault_code text,
  fault_message text,
  trusted_at_ms bigint,
  -- A step that nobody has answered for yet.
  stepped_by_ms bigint,
  check ((fault_code is null) = (fault_message is null))
);
`;
