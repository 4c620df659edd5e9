/** A gap knows the record that opened it, which the record of its end names. Gaps of earlier versions have none. */
export const sql = `
alter table gap add column record_id text;
alter table gap add column record_t0_ms bigint;
alter table gap add constraint gap_record check ((record_id is null) = (record_t0_ms is null));
`;
