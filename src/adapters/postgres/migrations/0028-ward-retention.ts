/**
 * Policy and holds are the ward's, whose people answer for all of its sites. What was the policy of one site alone counts
 * for all from now on; where several differ, the ward begins with one that keeps all footage as long as each of them did.
 */
export const sql = `
create temporary table site_policy on commit drop as
  select *, row_number() over (order by set_at_ms, site_id, version) as place from retention_policy;

alter table retention_policy
  drop constraint retention_policy_pkey,
  drop column site_id,
  -- Nobody set what the upgrade joined.
  alter column set_by drop not null,
  drop constraint retention_policy_cause_check,
  add constraint retention_policy_cause_check check (cause in ('set', 'stopped', 'withdrawn', 'joined')),
  add constraint retention_policy_set_by check (cause = 'joined' or set_by is not null);
delete from retention_policy;
insert into retention_policy (version, set_at_ms, set_by, document, cause, shortened)
  select place, set_at_ms, set_by, document, cause, shortened from site_policy;
alter table retention_policy add primary key (version);

-- Of each site that has cameras or a policy: what may count within the longest delay that can be set, 30 days.
with instant as (select (extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms),
  of_site as (select site_id as id from camera union select site_id from site_policy),
  counting as (
    select o.id as site_id, p.document from of_site o left join site_policy p on p.site_id = o.id
      and p.version >= coalesce(
        (select min(version) - 1 from site_policy q, instant where q.site_id = o.id
          and q.set_at_ms > now_ms - 2592000000),
        (select max(version) from site_policy q where q.site_id = o.id))),
  ruled as (
    select document, rule->>'neighbourhoodId' as place, (rule->>'days')::float8 as days
      from counting, jsonb_array_elements(document->'neighbourhoods') rule),
  watched as (
    select document, rule->>'cameraId' as place, (rule->>'days')::float8 as days
      from counting, jsonb_array_elements(document->'cameras') rule),
  -- By every one of them: its own rule, else that of the neighbourhood, else the days of all.
  longest_ruled as (
    select r.place, max(coalesce(own.days, (c.document->>'days')::float8)) as days
      from (select distinct place from ruled) r cross join counting c
        left join ruled own on own.document = c.document and own.place = r.place
      group by r.place),
  longest_watched as (
    select w.place, max(coalesce(own.days, near.days, (c.document->>'days')::float8)) as days
      from (select distinct place from watched) w cross join counting c
        left join camera on camera.id = w.place
        left join watched own on own.document = c.document and own.place = w.place
        left join ruled near on near.document = c.document and near.place = camera.neighbourhood_id
      group by w.place),
  longest as (
    -- No quota: the ward's takes the oldest of all sites, so any might take footage of one sooner than its own did.
    select jsonb_build_object(
        'days', max((document->>'days')::float8),
        'minimumDays', max((document->>'minimumDays')::float8),
        'requireClockSync', bool_or(coalesce((document->>'requireClockSync')::boolean, false)),
        'neighbourhoods', (select coalesce(jsonb_agg(jsonb_build_object('neighbourhoodId', place, 'days', days)
          order by place), '[]') from longest_ruled),
        'cameras', (select coalesce(jsonb_agg(jsonb_build_object('cameraId', place, 'days', days)
          order by place), '[]') from longest_watched)) as document,
        bool_or(document is null) as keeps_all
      from counting)
insert into retention_policy (version, set_at_ms, document, cause)
  select (select max(place) + 1 from site_policy), now_ms, case when keeps_all then null else document end, 'joined'
    from longest, instant
    where exists (select from site_policy) and (select count(*) from of_site) > 1;

alter table hold drop column site_id;

drop index deletion_receipts;
-- Receipts, newest first.
create index deletion_receipts on deletion (forgotten_at_ms desc, id) where forgotten_at_ms is not null;
`;
