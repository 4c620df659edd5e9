/**
 * Password and code are judged together, and tries are counted by browser: a session that has only shown the password ends,
 * and no account is locked.
 */
export const sql = `
drop table lock_out;
create table sign_in_try (
  counter text primary key,
  -- The instant at which nothing is counted any more.
  empty_at_ms bigint not null
);
create index sign_in_try_empty on sign_in_try (empty_at_ms);
delete from session where sess ->> 'owes' = 'code';
`;
