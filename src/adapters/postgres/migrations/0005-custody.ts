/**
 * The custody log: what happened with the evidence, chained by the database itself, append-only by right and by trigger.
 * `body` is the event; every other column of it is computed, so that none can say anything else (src/custody).
 */
export const sql = `
-- Whom a pseudonym means. Apart from the log: forgetting a row leaves the log whole and the person nameless.
create table actor_pseudonym (
  user_id text primary key references app_user,
  pseudonym text not null unique default 'psn_' || replace(gen_random_uuid()::text, '-', '')
);

create table custody_head (
  only_one boolean primary key default true check (only_one),
  seq bigint not null,
  prev_sha256 text not null,
  sha256 text not null
);
insert into custody_head (seq, prev_sha256, sha256) values (0, repeat('0', 64), repeat('0', 64));

create table custody_event (
  seq bigint primary key,
  body text not null,
  prev_sha256 text not null,
  sha256 text not null,
  id text not null unique generated always as (body::jsonb ->> 'id') stored,
  at_ms bigint not null generated always as ((body::jsonb ->> 'atMs')::bigint) stored,
  actor text generated always as (body::jsonb ->> 'actor') stored,
  event text not null generated always as (body::jsonb ->> 'event') stored,
  request_id text generated always as (body::jsonb ->> 'requestId') stored,
  camera_id text generated always as (body::jsonb ->> 'cameraId') stored,
  from_ms bigint generated always as ((body::jsonb ->> 'fromMs')::bigint) stored,
  to_ms bigint generated always as ((body::jsonb ->> 'toMs')::bigint) stored
);
-- The auditor's search, newest first, by each of its filters.
create index custody_event_at on custody_event (at_ms);
create index custody_event_actor on custody_event (actor, seq);
create index custody_event_request on custody_event (request_id, seq) where request_id is not null;
create index custody_event_camera on custody_event (camera_id, seq) where camera_id is not null;
create index custody_event_event on custody_event (event, seq);
-- "Was a playlist issued that reaches there?", for every GOP.
create index custody_event_playlist on custody_event (request_id, camera_id, actor) where event = 'playlist-issued';

-- Whatever is inserted is chained, under the lock of the one head row: so nobody can insert around the chain.
create function chain_custody() returns trigger language plpgsql as $$
begin
  update custody_head
    set seq = seq + 1, prev_sha256 = sha256,
      sha256 = encode(sha256(decode(sha256, 'hex') || convert_to(new.body, 'UTF8')), 'hex')
    returning seq, prev_sha256, sha256 into new.seq, new.prev_sha256, new.sha256;
  return new;
end $$;
create trigger custody_chained before insert on custody_event for each row execute function chain_custody();

create function refuse_custody() returns trigger language plpgsql as $$
begin
  raise exception 'the custody log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger custody_append_only before update or delete or truncate on custody_event
  for each statement execute function refuse_custody();
create trigger custody_head_stays before delete or truncate on custody_head
  for each statement execute function refuse_custody();

create function keep_custody_head() returns trigger language plpgsql as $$
begin
  -- One deep, somebody else than the trigger of custody_event moves it.
  if pg_trigger_depth() < 2 then
    raise exception 'the head of the custody log moves with its events alone' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger custody_head_kept before update on custody_head
  for each row execute function keep_custody_head();

-- Also where triggers of the origin are off, as for a replica.
alter table custody_event enable always trigger custody_chained;
alter table custody_event enable always trigger custody_append_only;
alter table custody_head enable always trigger custody_head_stays;
alter table custody_head enable always trigger custody_head_kept;
revoke update, delete, truncate on custody_event from public, current_user;
revoke delete, truncate on custody_head from public, current_user;

-- What was recorded before, oldest first, under the ids it had. Its detail was nested: here it is text.
insert into actor_pseudonym (user_id) select distinct actor_id from access_record;
insert into custody_event (body)
  select '{' || concat_ws(',',
      '"actor":' || to_json(p.pseudonym),
      '"atMs":' || r.at_ms,
      '"cameraId":' || to_json(r.camera_id),
      '"detail":{"was":' || to_json(nullif(r.detail, '{}')::text) || '}',
      '"event":' || to_json(r.event),
      '"fromMs":' || r.from_ms,
      '"id":' || to_json(r.id),
      '"requestId":' || to_json(r.request_id),
      '"role":' || to_json(r.actor_role),
      '"toMs":' || r.to_ms,
      '"v":1') || '}'
    from access_record r join actor_pseudonym p on p.user_id = r.actor_id
    order by r.at_ms, r.id;
drop table access_record;
`;
