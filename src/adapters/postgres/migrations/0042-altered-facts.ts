/** Rows that are not what was recorded: who met one last says when, so that admins hear of it as long as it is so. */
export const sql = `
create table altered_fact (
  subject text primary key,
  seen_ms bigint not null
);
`;
