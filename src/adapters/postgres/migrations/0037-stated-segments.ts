/** Segments and pictures have records. Only new rows name theirs. */
export const sql = `
-- Number of the segment's record in the chain of its stream.
alter table segment add column record_seq bigint;
`;
