/**
 * Where acts were done that a second person answers: keyed digests, kept for an hour. What two acts have in common stays in
 * the custody log, and with the answer.
 */
export const sql = `
create table act_station (
  -- A request, a proposal, the founding, or the one-time link of a user: src/custody/station.ts
  matter text not null,
  user_id text not null references app_user,
  at_ms bigint not null,
  browser text[] not null,
  address text
);
create index act_station_matter on act_station (matter);
create index act_station_at on act_station (at_ms);

alter table founding add column same_station text check (same_station in ('browser', 'address', 'both'));
`;
