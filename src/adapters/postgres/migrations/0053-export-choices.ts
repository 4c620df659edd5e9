/** An export takes a part of its request; null: all of it. */
export const sql = `
alter table export
  add column camera_ids text[] check (cardinality(camera_ids) > 0),
  add column from_ms bigint,
  add column to_ms bigint,
  add column with_originals boolean not null default true,
  add column with_clips boolean not null default true,
  add check (from_ms < to_ms),
  add check ((from_ms is null) = (to_ms is null));
`;
