/** The records of deletions are found by the time of what was deleted, so that expired time can be compared with them. */
export const sql = `
create table stream_deletion (
  deletion_id text not null references deletion,
  stream_id text not null references stream on delete cascade,
  -- Of its \`result\`, in the chain of the stream.
  record_seq bigint not null,
  start_ms bigint not null,
  end_ms bigint not null check (end_ms > start_ms),
  primary key (deletion_id, stream_id)
);
create index stream_deletion_start on stream_deletion (stream_id, start_ms);
create index stream_deletion_time on stream_deletion using gist (stream_id, int8range(start_ms, end_ms));
`;
