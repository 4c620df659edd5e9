/**
 * One-time links by which people set their own password and second factor; an account has no password before. The link that
 * makes the first admin is one of them, and the next start offers a new one.
 */
export const sql = `
drop table first_admin_link;
create table account_link (
  token_sha256 text primary key check (token_sha256 ~ '^[0-9a-f]{64}$'),
  purpose text not null check (purpose in ('first-admin', 'password', 'second-factor', 'both')),
  user_id text references app_user on delete cascade,
  from_ms bigint not null,
  ends_at_ms bigint not null check (ends_at_ms > from_ms),
  used_at_ms bigint,
  used_address text,
  check ((purpose = 'first-admin') = (user_id is null)),
  check ((used_at_ms is null) = (used_address is null))
);
-- The newest alone opens; those that were used stay.
create unique index account_link_unused on account_link (coalesce(user_id, '')) where used_at_ms is null;
create index account_link_used on account_link (user_id, used_at_ms desc) where used_at_ms is not null;

-- Null until its user has set one.
alter table app_user alter column password_hash drop not null;
`;
