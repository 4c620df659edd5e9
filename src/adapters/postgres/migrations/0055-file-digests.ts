/** Events by the digest of the file that they gave out: most have none (src/custody). */
export const sql = `
create index custody_event_file on custody_event ((body::jsonb #>> '{detail,sha256}'))
  where body::jsonb #>> '{detail,sha256}' is not null;
`;
