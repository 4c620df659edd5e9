/** Records of the evidence log: those that wait for the signer with all their bytes, and where the signed ones stand. */
export const sql = `
-- The logs of this ward; the last one grows.
create table evidence_log (
  number int primary key check (number > 0),
  origin text not null unique,
  begun_at_ms bigint not null
);

-- Each chain, and what stands in none by its kind, with its newest record: number, and SHA-256 of its bytes.
create table log_chain (
  no int generated always as identity primary key,
  name text not null unique,
  seq bigint not null check (seq >= 0),
  digest bytea not null check (length(digest) = 32)
) with (fillfactor = 70);

-- Pending records. A tag shows that one of our processes stated them.
create table log_outbox (
  id bigint generated always as identity primary key,
  chain int not null references log_chain,
  seq bigint not null check (seq > 0),
  body bytea not null check (length(body) between 1 and 65535),
  tag bytea not null check (length(tag) = 32),
  stated_at_ms bigint not null,
  unique (chain, seq)
);

-- Sealed records: the index of the leaf.
create table log_leaf (
  chain int not null,
  seq bigint not null,
  leaf bigint not null check (leaf >= 0),
  primary key (chain, seq)
);

-- How many leaves the newest signed checkpoint covers, all of which stand in log_leaf.
create table log_sealed (
  only_one boolean primary key default true check (only_one),
  size bigint not null check (size >= 0),
  sealed_at_ms bigint not null
);
`;
