/**
 * Which store is meant: its id lies in the store, too. And how much of a deletion was there to delete: absent objects are
 * known from before the first one is removed.
 */
export const sql = `
create table object_store (
  -- As segments name it.
  name text primary key,
  store_id text not null,
  known_since_ms bigint not null
);

-- Objects that were absent when the deletion began; null for one that an earlier version began.
alter table deletion add column absent_keys text[];
-- Too many objects were absent: nothing expires until they are there, or a person says that they are lost.
alter table deletion add column stopped_at_ms bigint;
alter table deletion add column missing_objects integer;
alter table deletion add column expected_objects integer;
alter table deletion add column accepted_missing integer;
-- Of the receipt; null in those of earlier versions.
alter table deletion add column deleted_objects integer;
alter table deletion add column absent_objects integer;
alter table deletion add column failed_objects integer;
alter table deletion add check ((stopped_at_ms is null) = (missing_objects is null));
alter table deletion add check ((stopped_at_ms is null) = (expected_objects is null));
`;
