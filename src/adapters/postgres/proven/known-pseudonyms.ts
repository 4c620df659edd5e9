import type { UserId } from '../../../core/index.ts';
import type { Pseudonym } from '../../../custody/index.ts';
import { type Database, onCatalogue } from '../database.ts';

const mostKept = 20_000;

/** Names of users in the log. None ever changes, so each is read once: a row that is exchanged later renames nobody here. */
export class KnownPseudonyms {
  private readonly known = new Map<UserId, Pseudonym>();

  constructor(private readonly db: Database) {}

  /** Without those who have none. */
  async of(users: readonly UserId[]): Promise<ReadonlyMap<UserId, Pseudonym>> {
    const unknown = users.filter((user) => !this.known.has(user));
    const read = unknown.length > 0 ? await this.read(unknown) : [];
    if (this.known.size + read.length > mostKept) this.known.clear();
    for (const [user, pseudonym] of read) this.known.set(user, pseudonym);
    const all = new Map([...read, ...this.known]);
    return new Map(users.flatMap((user) => (all.has(user) ? [[user, all.get(user) as Pseudonym]] : [])));
  }

  private read(users: readonly UserId[]): Promise<[UserId, Pseudonym][]> {
    return onCatalogue(async () => {
      const rows = await this.db
        .selectFrom('actor_pseudonym')
        .selectAll()
        .where('user_id', 'in', users)
        .execute();
      return rows.map(({ user_id, pseudonym }) => [user_id, pseudonym]);
    });
  }
}
