/** The written request that a request rests on, and the lists that its form offers. */
export const sql = `
alter table request
  -- Number and day of the authority's written request; both or none. The day is of the calendar: 2026-11-21.
  add column letter_number text,
  add column letter_day text,
  add check ((letter_number is null) = (letter_day is null));

create table request_lists (
  only_one boolean primary key default true check (only_one),
  -- How often they were set.
  revision int not null,
  -- src/access/lists/request-lists.ts
  authorities jsonb not null,
  legal_bases jsonb not null
);
insert into request_lists (revision, authorities, legal_bases) values (0, '[]', '[]');
`;
