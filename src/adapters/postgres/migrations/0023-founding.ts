/**
 * The founding of the ward: until it is closed, an admin makes people alone. A ward that has a custodian already is founded:
 * its people have worked together.
 */
export const sql = `
create table founding (
  only_one boolean primary key default true check (only_one),
  -- Who offered to close it, and over which list of people.
  offered_at_ms bigint,
  offered_by text references app_user,
  people_sha256 text,
  closed_at_ms bigint,
  how text check (how in ('together', 'first-approval', 'upgrade')),
  constraint founding_closed check ((closed_at_ms is null) = (how is null))
);
insert into founding (closed_at_ms, how)
  select case when works then (extract(epoch from now()) * 1000)::bigint end, case when works then 'upgrade' end
    from (select exists (select from app_user where role = 'custodian') as works) w;
`;
