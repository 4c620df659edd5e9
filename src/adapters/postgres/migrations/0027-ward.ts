/**
 * A catalogue is one ward. Its people, sites and cameras are all there are in these tables, so no row of them names the
 * ward; the first process begins it, from the sites that are there already.
 */
export const sql = `
create table ward (
  -- A second ward cannot be.
  only_one boolean primary key default true check (only_one),
  id text not null check (id ~ '^ward_[0-9a-hjkmnp-tv-z]{26}$'),
  name text not null check (length(name) between 1 and 200),
  begun_at_ms bigint not null
);
`;
