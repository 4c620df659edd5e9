import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { UserId } from '../../../core/index.ts';
import type { Pseudonym } from '../../../custody/index.ts';

/** The custody log and who hides behind its pseudonyms. */
export interface CustodyTables {
  actor_pseudonym: { user_id: UserId; pseudonym: Generated<Pseudonym> };
  custody_head: { only_one: Generated<boolean>; seq: number; prev_sha256: string; sha256: string };
  /** Append-only: everything but `body` is computed by the table. */
  custody_event: {
    seq: GeneratedAlways<number>;
    body: ColumnType<string, string, never>;
    prev_sha256: GeneratedAlways<string>;
    sha256: GeneratedAlways<string>;
    id: GeneratedAlways<string>;
    at_ms: GeneratedAlways<number>;
    actor: GeneratedAlways<Pseudonym | null>;
    event: GeneratedAlways<string>;
    request_id: GeneratedAlways<string | null>;
    camera_id: GeneratedAlways<string | null>;
    from_ms: GeneratedAlways<number | null>;
    to_ms: GeneratedAlways<number | null>;
  };
}
