/**
 * A camera that a technician switched off appeared as paused by a contributor. Gaps without a contributor's request
 * become `switched-off`; of a gap that lasted longer than the pause, the remainder.
 */
export const sql = `
alter table gap drop constraint gap_reason_check;
alter table gap add constraint gap_reason_check check (reason in ('offline', 'auth', 'recorder', 'disk', 'paused',
  'switched-off', 'no-notice', 'damaged', 'clock', 'expired', 'unknown'));

with told as (
  delete from gap where reason = 'paused' returning stream_id, int8range(start_ms, end_ms)::int8multirange as lasted
), asked as (
  select s.id as stream_id, range_agg(int8range(p.from_ms, p.ended_at_ms)) as lasted
    from camera_pause p join stream s using (camera_id) group by s.id
), part as (
  select stream_id, 'paused' as reason, unnest(told.lasted * asked.lasted) as span from told join asked using (stream_id)
  union all
  select stream_id, 'switched-off', unnest(told.lasted - coalesce(asked.lasted, '{}'))
    from told left join asked using (stream_id)
)
insert into gap (stream_id, start_ms, end_ms, reason) select stream_id, lower(span), upper(span), reason from part;
`;
