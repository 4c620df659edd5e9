import { type RawBuilder, sql } from 'kysely';

/** Whether a row is about the file of that SHA-256: written as the index of migration 0055 has it. */
export const isOfFile = (table: string, digest: string): RawBuilder<boolean> =>
  sql`${sql.ref(`${table}.body`)}::jsonb #>> '{detail,sha256}' = ${digest}`;
