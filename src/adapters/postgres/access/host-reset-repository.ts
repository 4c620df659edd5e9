import type { AccountLetter, HostResetRepository, UserLink } from '../../../access/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { writeLetters } from './letters.ts';
import { linkOf, replaceLink } from './link-rows.ts';
import { lockAccount, stateAccount } from './stated-account.ts';

export class PostgresHostResetRepository implements HostResetRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  order(link: UserLink, letter: AccountLetter, event: CustodyEvent): Promise<number> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockAccount(trx, link.userId);
        await replaceLink(trx, link);
        const people = await trx
          .selectFrom('app_user')
          .select('id')
          .where('enabled', '=', true)
          .where((where) =>
            where.or([where('role', 'in', ['custodian', 'admin', 'auditor']), where('id', '=', link.userId)]),
          )
          .execute();
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
        const ids = people.map(({ id }) => id);
        return writeLetters(trx, ids, { kind: 'account', letter }, event.atMs);
      }),
    );
  }

  async pending(nowMs: number): Promise<UserLink[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('account_link')
        .selectAll()
        .where('purpose', '=', 'both')
        .where('used_at_ms', 'is', null)
        .where('ends_at_ms', '>', nowMs)
        .orderBy('from_ms')
        .execute(),
    );
    return rows.map(linkOf).filter((link) => link.purpose !== 'first-admin');
  }

  stop(sha256: string, event: CustodyEvent): Promise<boolean> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        if (event.subject) await lockAccount(trx, event.subject);
        const { numDeletedRows } = await trx
          .deleteFrom('account_link')
          .where('token_sha256', '=', sha256)
          .where('purpose', '=', 'both')
          .where('used_at_ms', 'is', null)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
        return true;
      }),
    );
  }
}
