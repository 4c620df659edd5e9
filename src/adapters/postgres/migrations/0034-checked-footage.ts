/** Footage is compared with its digests when it is used. Only new rows have them: older segments are hashed whole. */
export const sql = `
-- Of the stored keyframe index, which has the digests of the GOPs: SHA-256, and length.
alter table segment add column index_sha256 bytea;
alter table segment add column index_bytes integer;

-- Stored objects of footage that were not what their rows say when somebody asked for them.
create table altered_object (
  store text not null,
  object_key text not null,
  camera_id text not null,
  first_seen_ms bigint not null,
  seen_ms bigint not null,
  primary key (store, object_key)
);
`;
