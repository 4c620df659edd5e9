import { sql } from 'kysely';
import { type ChangedKeys, keyChangeFact, signKeyChange } from '../../../log/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from './scribe.ts';

/** States that the key of the log changes, under both signatures, unless a change waits for the signer already. */
export const stateKeyChange = (
  db: Database,
  scribe: Scribe,
  { isOldLeaked, ...keys }: ChangedKeys & { readonly isOldLeaked: boolean },
): Promise<void> =>
  onCatalogue(() =>
    db.transaction().execute(async (trx) => {
      const { rows } = await sql`
        select from log_outbox o join log_chain c on c.no = o.chain where c.name = 'key/log' limit 1`.execute(
        trx,
      );
      if (rows.length > 0) return;
      await scribe.state(trx, {
        fact: keyChangeFact('log', keys, isOldLeaked),
        signed: (change) => signKeyChange(change, keys),
      });
    }),
  );
