import type { Kysely } from 'kysely';
import { AppError } from '../../../core/index.ts';
import type { Tables } from '../tables/tables.ts';
import type { Scribe, Stated, Statement } from './scribe.ts';

/** Why no record can say a fact: its text names the member. */
interface Unsayable {
  readonly unstated: string;
}

/** States a record, unless no record can say the fact; then nothing is written, and the transaction goes on. */
export async function stateSayable(
  trx: Kysely<Tables>,
  scribe: Scribe,
  statement: Statement,
): Promise<Stated | Unsayable> {
  try {
    const [stated] = await scribe.state(trx, statement);
    if (stated) return stated;
    throw new TypeError('a statement has a record');
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'record-malformed') throw error;
    return { unstated: error.message };
  }
}
