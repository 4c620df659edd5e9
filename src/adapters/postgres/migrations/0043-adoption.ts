/** What an earlier version left gets records in the background. */
export const sql = `
-- What is still to be adopted. A stream is done from its newest segments on: what begins at before_ms or later.
create table adoption (
  kind text not null check (kind in ('camera', 'hold', 'stream')),
  subject text not null,
  site_id text not null,
  before_ms bigint not null,
  primary key (kind, subject)
);
`;
