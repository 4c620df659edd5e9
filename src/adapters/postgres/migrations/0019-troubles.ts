/** What the service lacks and since when, so that it is mailed once; and mails that no request is behind. */
export const sql = `
create table trouble (
  -- The site that it concerns.
  site_id text not null references site,
  need text not null,
  code text not null,
  -- src/operations/need.ts: Lack
  lack jsonb not null,
  since_ms bigint not null,
  calm_since_ms bigint,
  mailed_at_ms bigint,
  over_at_ms bigint,
  returns integer not null,
  primary key (site_id, need, code)
);

alter table notification alter column request_id drop not null;
-- Subject and text as they are sent.
alter table notification add column letter jsonb;
alter table notification add constraint notification_subject check ((request_id is null) <> (letter is null));
`;
