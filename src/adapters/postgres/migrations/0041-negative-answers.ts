/** Negative answers: statements that there is no footage of a place and time, as they were given out. */
export const sql = `
create table negative_answer (
  id text primary key,
  stated_by text not null references app_user,
  -- src/evidence/negative/statement.ts
  statement jsonb not null,
  -- The bytes that the record has the digest of.
  document text not null,
  sha256 text not null,
  chain text not null,
  seq bigint not null
);
`;
