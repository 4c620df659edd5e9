/** A gap names all records that tell of it, so that its row can be compared with them. */
export const sql = `
-- Numbers, in the chain of the stream, of the records that opened and ended it; null of gaps of earlier versions, and of expired time.
alter table gap add column record_seqs bigint[];
`;
