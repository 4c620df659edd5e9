/**
 * Custody events have records in the evidence log, each in whichever strand nobody holds: appends do not wait for each other.
 * The chain that the table made itself ends here, and its head never moves again (src/custody).
 */
export const sql = `
-- An event that fails leaves its number unused.
create sequence custody_number;
select setval('custody_number', greatest(seq, 1), seq > 0) from custody_head;

drop trigger custody_chained on custody_event;
drop function chain_custody();
drop trigger custody_head_kept on custody_head;
drop function keep_custody_head();
drop trigger custody_head_stays on custody_head;
create trigger custody_head_stays before insert or update or delete or truncate on custody_head
  for each statement execute function refuse_custody();
alter table custody_head enable always trigger custody_head_stays;
revoke update on custody_head from public, current_user;

-- The place of the event's record: strand n is the chain ev/n. None in the older chain.
alter table custody_event add column strand int;
alter table custody_event add column strand_seq bigint;
-- HMAC-SHA256 of what the row says.
alter table custody_event add column tag bytea;
create unique index custody_event_strand on custody_event (strand, strand_seq);
create index log_chain_strand on log_chain (no) where name like 'ev/%';

insert into log_chain (name, seq, digest)
  select 'ev/' || n, 0, decode(repeat('00', 32), 'hex') from generate_series(0, 63) n on conflict (name) do nothing;
`;
