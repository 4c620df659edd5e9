/** Hand-overs of exports: who received a bundle and acknowledged its manifest. Of a link, the hash of its token alone. */
export const sql = `
create table hand_over (
  id text primary key,
  export_id text not null references export,
  given_by text not null references app_user,
  made_at_ms bigint not null,
  recipient_name text not null,
  recipient_agency text not null,
  recipient_paper text not null,
  token_sha256 text unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
  ends_at_ms bigint check (ends_at_ms > made_at_ms),
  withdrawn_at_ms bigint,
  how text check (how in ('link', 'form')),
  acknowledged_at_ms bigint,
  signer text,
  signed_on text check (signed_on ~ '^\\d{4}-\\d\\d-\\d\\d$'),
  manifest_sha256 text check (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  -- Where its record stands in the chain of the request.
  record_chain text,
  record_seq bigint,
  check ((token_sha256 is null) = (ends_at_ms is null)),
  check (withdrawn_at_ms is null or (token_sha256 is not null and how is null)),
  check (num_nulls(how, acknowledged_at_ms, signer, manifest_sha256, record_chain, record_seq) in (0, 6)),
  check ((how = 'form') = (signed_on is not null)),
  check (how is distinct from 'link' or token_sha256 is not null)
);
create index hand_over_export on hand_over (export_id, made_at_ms desc);
`;
