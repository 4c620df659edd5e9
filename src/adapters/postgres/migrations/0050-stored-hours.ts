/** Totals of hours, and how late segments came: so that forecast and metrics read no day of segments. */
export const sql = `
-- What each stream stored of each UTC hour, like stored_day.
create table stored_hour (
  stream_id text not null,
  hour_ms bigint not null,
  segments bigint not null,
  size_bytes bigint not null,
  primary key (stream_id, hour_ms)
);
create index stored_hour_time on stored_hour (hour_ms);

-- The longest time from the end of a segment to its row, of each minute of ingest; of the last minutes alone, and of no segment that
-- was older than a day. Of each stream: they are ingested side by side, and none waits for the row of another.
create table ingest_lag (
  stream_id text not null,
  minute_ms bigint not null,
  lag_ms bigint not null,
  primary key (stream_id, minute_ms)
);

create function count_hours() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into stored_hour as kept
      select stream_id, start_ms - start_ms % 3600000, count(*), sum(size_bytes) from changed group by 1, 2
      on conflict (stream_id, hour_ms) do update
        set segments = kept.segments + excluded.segments, size_bytes = kept.size_bytes + excluded.size_bytes;
    insert into ingest_lag as kept
      select stream_id, ingested_at_ms - ingested_at_ms % 60000, max(ingested_at_ms - end_ms) from changed
        where start_ms > ingested_at_ms - 86400000 group by 1, 2
      on conflict (stream_id, minute_ms) do update set lag_ms = greatest(kept.lag_ms, excluded.lag_ms);
    delete from ingest_lag kept using (select stream_id, max(ingested_at_ms) as at_ms from changed group by 1) newest
      where kept.stream_id = newest.stream_id and kept.minute_ms < newest.at_ms - 600000;
  else
    update stored_hour as kept
      set segments = kept.segments - gone.segments, size_bytes = kept.size_bytes - gone.size_bytes
      from (select stream_id, start_ms - start_ms % 3600000 as hour_ms, count(*) as segments, sum(size_bytes) as size_bytes
        from changed group by 1, 2) gone
      where kept.stream_id = gone.stream_id and kept.hour_ms = gone.hour_ms;
    delete from stored_hour where segments = 0
      and (stream_id, hour_ms) in (select stream_id, start_ms - start_ms % 3600000 from changed);
  end if;
  return null;
end $$;
create trigger segment_hour_added after insert on segment
  referencing new table as changed for each statement execute function count_hours();
create trigger segment_hour_forgotten after delete on segment
  referencing old table as changed for each statement execute function count_hours();
insert into stored_hour
  select stream_id, start_ms - start_ms % 3600000, count(*), sum(size_bytes) from segment group by 1, 2;
`;
