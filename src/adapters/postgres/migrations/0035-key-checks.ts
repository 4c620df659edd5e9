/** The catalogue remembers by which keys its secrets are sealed, and of which keys there is a backup. */
export const sql = `
-- HMAC-SHA256 of the salt under the key file of that name: src/ward/key-check.ts. Never the key.
create table key_check (
  name text primary key,
  salt bytea not null check (length(salt) = 16),
  digest bytea not null check (length(digest) = 32),
  known_since_ms bigint not null,
  backed_up_at_ms bigint
);
`;
