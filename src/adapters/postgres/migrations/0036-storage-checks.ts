/** Stored objects are read again daily, a sample at a time: when, how many, and how many were not what their rows say. */
export const sql = `
create table storage_check (
  site_id text not null references site,
  at_ms bigint not null,
  store text not null,
  objects integer not null,
  bytes bigint not null,
  differing integer not null,
  primary key (site_id, at_ms)
);
`;
