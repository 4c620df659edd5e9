import { sql } from 'kysely';
import type { KeyBook, KeyCheck } from '../../../ward/index.ts';
import { type Database, onCatalogue } from '../database.ts';

export class PostgresKeyBook implements KeyBook {
  constructor(private readonly db: Database) {}

  read(name: string): Promise<KeyCheck | undefined> {
    return onCatalogue(() =>
      this.db
        .selectFrom('key_check')
        .select(['name', 'salt', 'digest'])
        .where('name', '=', name)
        .executeTakeFirst(),
    );
  }

  async keep({ name, salt, digest }: KeyCheck, atMs: number): Promise<KeyCheck> {
    const values = { name, salt: Buffer.from(salt), digest: Buffer.from(digest), known_since_ms: atMs };
    await onCatalogue(() =>
      this.db
        .insertInto('key_check')
        .values(values)
        .onConflict((at) => at.doNothing())
        .execute(),
    );
    return (await this.read(name)) ?? { name, salt, digest };
  }

  async forget(name: string): Promise<boolean> {
    const { numDeletedRows } = await onCatalogue(() =>
      this.db.deleteFrom('key_check').where('name', '=', name).executeTakeFirstOrThrow(),
    );
    return numDeletedRows > 0n;
  }

  async backedUp(names: readonly string[], atMs: number): Promise<void> {
    await onCatalogue(() =>
      sql`update key_check set backed_up_at_ms = ${atMs} where name = any(${names})`.execute(this.db),
    );
  }

  async unsaved(): Promise<string[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('key_check')
        .select('name')
        .where('backed_up_at_ms', 'is', null)
        .orderBy('name')
        .execute(),
    );
    return rows.map(({ name }) => name);
  }
}
